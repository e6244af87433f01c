use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an account of the sales journal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum AccountPurpose {
    /// What customers owe.
    Customers,
    /// What they paid before their invoice.
    Advances,
    /// Wine sold in France.
    Wine,
    /// Other goods sold in France.
    Goods,
    /// Services in France.
    Services,
    /// Wine sold to businesses within the Union.
    WineInUnion,
    /// Other goods sold to businesses within the Union.
    GoodsInUnion,
    /// Services to businesses within the Union.
    ServicesInUnion,
    /// Wine exported.
    WineExported,
    /// Other goods exported.
    GoodsExported,
    /// Services outside the Union.
    ServicesExported,
    /// VAT collected at 20 %.
    Vat20,
    /// VAT collected at 10 %.
    Vat10,
    /// VAT collected at 5.5 %.
    Vat5_5,
    /// VAT collected at 2.1 %.
    Vat2_1,
    /// VAT collected at any other rate.
    Vat,
    /// The bank: transfers and direct debits.
    Bank,
    /// The till.
    Cash,
    /// Cheques to be cashed.
    Cheques,
    /// Cards to be credited.
    Cards,
    /// Whatever else is to be cashed.
    OtherMeans,
}

impl AccountPurpose {
    /// Every purpose.
    pub const ALL: [Self; 21] = [
        Self::Customers,
        Self::Advances,
        Self::Wine,
        Self::Goods,
        Self::Services,
        Self::WineInUnion,
        Self::GoodsInUnion,
        Self::ServicesInUnion,
        Self::WineExported,
        Self::GoodsExported,
        Self::ServicesExported,
        Self::Vat20,
        Self::Vat10,
        Self::Vat5_5,
        Self::Vat2_1,
        Self::Vat,
        Self::Bank,
        Self::Cash,
        Self::Cheques,
        Self::Cards,
        Self::OtherMeans,
    ];

    /// How the number of its accounts begins, its usual number and its name in the general chart (plan comptable général, art.
    /// 932-1 and 944-41 to 947-70).
    pub(super) const fn chart(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Customers => ("411", "411000", "Clients"),
            Self::Advances => ("419", "419100", "Clients, avances et acomptes reçus"),
            Self::Wine => ("70", "701000", "Ventes de vins"),
            Self::Goods => ("70", "707000", "Ventes de marchandises"),
            Self::Services => ("70", "706000", "Prestations de services"),
            Self::WineInUnion => ("70", "701200", "Ventes de vins, Union européenne"),
            Self::GoodsInUnion => ("70", "707200", "Ventes de marchandises, Union européenne"),
            Self::ServicesInUnion => ("70", "706200", "Prestations de services, Union européenne"),
            Self::WineExported => ("70", "701300", "Ventes de vins, exportation"),
            Self::GoodsExported => ("70", "707300", "Ventes de marchandises, exportation"),
            Self::ServicesExported => ("70", "706300", "Prestations de services, exportation"),
            Self::Vat20 => ("4457", "445711", "TVA collectée 20 %"),
            Self::Vat10 => ("4457", "445712", "TVA collectée 10 %"),
            Self::Vat5_5 => ("4457", "445713", "TVA collectée 5,5 %"),
            Self::Vat2_1 => ("4457", "445714", "TVA collectée 2,1 %"),
            Self::Vat => ("4457", "445710", "TVA collectée"),
            Self::Bank => ("512", "512000", "Banque"),
            Self::Cash => ("53", "530000", "Caisse"),
            Self::Cheques => ("51", "511200", "Chèques à encaisser"),
            Self::Cards => ("51", "511500", "Cartes bancaires à encaisser"),
            Self::OtherMeans => ("51", "511000", "Valeurs à l’encaissement"),
        }
    }
}
