//! The domain's words as GraphQL enums, held equal to them by the compiler.

use async_graphql::Enum;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $graphql:literal of $domain:ty { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
        #[graphql(name = $graphql)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl From<$domain> for $name {
            fn from(word: $domain) -> Self {
                match word {
                    $(<$domain>::$variant => Self::$variant,)*
                }
            }
        }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word {
                    $($name::$variant => Self::$variant,)*
                }
            }
        }
    )*};
}

words! {
    /// What a vat is made of.
    GqlMaterial = "VatMaterial" of domain::vat::Material {
        /// Inox.
        StainlessSteel,
        /// Béton.
        Concrete,
        /// Fibre de verre.
        Fibreglass,
        /// Bois.
        Wood,
        /// Terre cuite.
        Clay,
    }
    /// Why wine was lost.
    GqlLossCause = "LossCause" of domain::terms::LossCause {
        /// Élaboration : soutirage, collage, filtration.
        Processing,
        /// Stockage en fûts.
        WoodStorage,
        /// Stockage en cuve.
        TankStorage,
        /// Conditionnement.
        Bottling,
        /// Stockage conditionné.
        PackedStorage,
        /// Casse.
        Breakage,
        /// Accident.
        Accident,
        /// Dégustation, analyse, échantillon.
        Sampling,
        /// Destruction.
        Destruction,
        /// Manquant à l'inventaire.
        Missing,
    }
    /// How wine passes from one declared wine to another.
    GqlReclassificationKind = "ReclassificationKind" of domain::terms::ReclassificationKind {
        /// Repli.
        Fallback,
        /// Déclassement.
        Downgrade,
        /// Transfert, changement d'appellation.
        Transfer,
        /// Revendication de VCI.
        Vci,
        /// Revendication d'un vin en cours d'élaboration.
        Claim,
    }
    /// What wine leaves for, to come back.
    GqlErrand = "Errand" of domain::terms::Errand {
        /// Embouteillage.
        Bottling,
        /// Relogement.
        Storage,
        /// Travail à façon.
        Work,
        /// Distillation à façon.
        Distillation,
    }
    /// By which rates losses are allowed.
    GqlLossScheme = "LossScheme" of domain::drm::losses::LossScheme {
        /// Un taux par stade.
        Stages,
        /// Un taux global sur le stock moyen, déclaré à la douane avant la campagne.
        Global,
    }
    /// A kind of paper accompanying document that the return counts.
    GqlDocumentKind = "DrmDocumentKind" of domain::drm::declared::DocumentKind {
        /// Empreintes d'une machine à timbrer.
        Stamp,
        /// DAA, DCA : en suspension.
        Suspended,
        /// DSA, DSAC : droits acquittés.
        Paid,
    }
    /// What an account of the sales journal is for.
    GqlAccountPurpose = "AccountPurpose" of domain::bookkeeping::AccountPurpose {
        /// Clients (411).
        Customers,
        /// Avances et acomptes reçus (419).
        Advances,
        /// Ventes de vins en France (701).
        Wine,
        /// Ventes de marchandises en France (707).
        Goods,
        /// Prestations de services en France (706).
        Services,
        /// Ventes de vins, Union européenne.
        WineInUnion,
        /// Ventes de marchandises, Union européenne.
        GoodsInUnion,
        /// Prestations de services, Union européenne.
        ServicesInUnion,
        /// Ventes de vins, exportation.
        WineExported,
        /// Ventes de marchandises, exportation.
        GoodsExported,
        /// Prestations de services, exportation.
        ServicesExported,
        /// TVA collectée à 20 %.
        Vat20,
        /// TVA collectée à 10 %.
        Vat10,
        /// TVA collectée à 5,5 %.
        Vat5_5,
        /// TVA collectée à 2,1 %.
        Vat2_1,
        /// TVA collectée à un autre taux.
        Vat,
        /// Banque (512).
        Bank,
        /// Caisse (53).
        Cash,
        /// Chèques à encaisser (5112).
        Cheques,
        /// Cartes bancaires à encaisser.
        Cards,
        /// Autres valeurs à l'encaissement (511).
        OtherMeans,
    }
    /// When the wine of a harvest enters the balance of its declared wine.
    GqlClaiming = "Claiming" of domain::estate::Claiming {
        /// Avec la récolte.
        AtHarvest,
        /// À la revendication ; jusque-là, le vin est en cours d'élaboration.
        WhenClaimed,
    }
    /// Whether excise is suspended or paid.
    GqlRegime = "Regime" of domain::terms::Regime {
        /// Droits suspendus.
        Suspended,
        /// Droits acquittés.
        Paid,
    }
    /// The fiscal category of a wine.
    GqlFiscalCategory = "FiscalCategory" of domain::terms::FiscalCategory {
        /// Vin tranquille.
        Still,
        /// Vin mousseux.
        Sparkling,
        /// Produit intermédiaire.
        Intermediate,
        /// Cognac, armagnac.
        CognacArmagnac,
        /// Autre alcool.
        Spirit,
    }
    /// Whether prices are without or with VAT.
    GqlPriceBasis = "PriceBasis" of domain::invoice::PriceBasis {
        /// Hors taxes.
        Net,
        /// Toutes taxes comprises.
        Gross,
    }
    /// What a document of sale is.
    GqlInvoiceKind = "InvoiceKind" of domain::invoice::InvoiceKind {
        /// Facture (380).
        Invoice,
        /// Avoir (381).
        CreditNote,
        /// Facture rectificative (384).
        Corrective,
    }
    /// What a buyer is in law.
    GqlBuyerKind = "BuyerKind" of domain::invoice::BuyerKind {
        /// Un professionnel.
        Company,
        /// Un particulier.
        Consumer,
    }
    /// How money is paid.
    GqlPaymentMeans = "PaymentMeans" of domain::terms::PaymentMeans {
        /// Espèces.
        Cash,
        /// Carte bancaire.
        Card,
        /// Chèque.
        Cheque,
        /// Virement.
        Transfer,
        /// Prélèvement.
        DirectDebit,
        /// Autre moyen.
        Other,
    }
    /// A closing of the till.
    GqlClosingKind = "TillClosingKind" of projections::sales::ClosingKind {
        /// Journée.
        Day,
        /// Mois.
        Month,
        /// Année.
        Year,
    }
    /// By what revenue is told.
    GqlRevenueBy = "RevenueBy" of projections::sales::RevenueBy {
        /// Par mois.
        Month,
        /// Par produit.
        Product,
        /// Par client.
        Customer,
        /// Par pays.
        Country,
    }
    /// How far an order has come.
    GqlOrderStatus = "OrderStatus" of projections::stock::OrderStatus {
        /// Saisie.
        Placed,
        /// Confirmée : bouteilles réservées.
        Confirmed,
        /// Expédiée en partie.
        PartlyDispatched,
        /// Expédiée, à facturer.
        Dispatched,
        /// Facturée.
        Invoiced,
        /// Retournée.
        Returned,
        /// Annulée.
        Cancelled,
    }
    /// In which order invoices are listed.
    GqlInvoiceOrder = "InvoiceOrder" of projections::sales::InvoiceOrder {
        /// Les dernières émises d'abord.
        Newest,
        /// Les premières émises d'abord.
        Oldest,
        /// Les premières échéances d'abord.
        DueFirst,
        /// Les plus gros montants d'abord.
        Largest,
        /// Les plus gros soldes d'abord.
        MostDue,
    }
    /// In which order orders are listed.
    GqlOrderSort = "OrderSort" of projections::stock::OrderSort {
        /// Les dernières passées d'abord.
        Newest,
        /// Les premières passées d'abord.
        Oldest,
        /// Les plus gros montants d'abord.
        Largest,
        /// Le plus de bouteilles d'abord.
        MostBottles,
    }
    /// The colour of a wine.
    GqlColour = "WineColour" of domain::terms::Colour {
        /// Blanc.
        White,
        /// Rosé.
        Rose,
        /// Rouge.
        Red,
    }
    /// A wine region: one of the ten bassins viticoles.
    GqlRegion = "WineRegion" of domain::identity::Region {
        /// Val de Loire – Centre.
        LoireValley,
        /// Alsace – Est.
        AlsaceEast,
        /// Aquitaine.
        Aquitaine,
        /// Bourgogne – Beaujolais – Savoie – Jura.
        BurgundyBeaujolaisSavoyJura,
        /// Champagne.
        Champagne,
        /// Charentes – Cognac.
        CharentesCognac,
        /// Corse.
        Corsica,
        /// Languedoc – Roussillon.
        LanguedocRoussillon,
        /// Sud-Ouest.
        SouthWest,
        /// Vallée du Rhône – Provence.
        RhoneProvence,
    }
    /// How capsules stand towards excise.
    GqlCapsuleRegime = "CapsuleRegime" of domain::terms::CapsuleRegime {
        /// Collectives, droits suspendus.
        CollectiveSuspended,
        /// Collectives, droits acquittés.
        CollectivePaid,
        /// Personnalisées.
        Personalised,
    }
    /// The colour of a capsule.
    GqlCapsuleColour = "CapsuleColour" of domain::terms::CapsuleColour {
        /// Vert.
        Green,
        /// Bleu.
        Blue,
        /// Lie de vin.
        WineLees,
        /// Orange.
        Orange,
    }
    /// What can happen to capsules besides being used by a bottling.
    GqlCapsuleAction = "CapsuleAction" of crate::operations::CapsuleAction {
        /// Achat.
        Buy,
        /// Retour.
        TakeBack,
        /// Destruction.
        Destroy,
        /// Inventaire : excédent ou manquant.
        Count,
    }
    /// What a party is to the estate.
    GqlPartyKind = "PartyKind" of crate::directory::Kind {
        /// Entreprise, association, collectivité.
        Company,
        /// Particulier.
        Consumer,
        /// Fournisseur.
        Supplier,
        /// Transporteur.
        Carrier,
    }
    /// What an invoice must tell of its buyer.
    GqlMention = "BuyerMention" of domain::invoice::Mention {
        /// Nom.
        Name,
        /// Adresse de facturation.
        BillingAddress,
        /// SIREN, d'une entreprise française.
        Siren,
        /// Numéro de TVA, d'une entreprise d'un autre pays de l'Union.
        VatNumber,
        /// Adresse de facturation électronique, d'une entreprise française.
        ElectronicAddress,
    }
    /// What becomes of a row of a list of customers.
    GqlImportOutcome = "ImportOutcome" of crate::directory::Outcome {
        /// Nouveau client.
        Created,
        /// Client connu, complété ou corrigé.
        Updated,
        /// Client connu, rien de nouveau.
        Unchanged,
    }
    /// The language of letters and invoices.
    GqlTongue = "Language" of crate::directory::Tongue {
        /// Français.
        French,
        /// Anglais.
        English,
    }
    /// How far a movement has come.
    GqlMovementStatus = "MovementStatus" of projections::cellar::MovementStatus {
        /// Brouillon, sans effet.
        Draft,
        /// Validé et verrouillé.
        Validated,
        /// Abandonné.
        Discarded,
        /// Annulé par une contre-écriture.
        Reversed,
    }
    /// A rule that a label is held against.
    GqlClaimRule = "ClaimRule" of domain::claims::ClaimRule {
        /// Millésime (2019/33, art. 49).
        Vintage,
        /// Un cépage (2019/33, art. 50).
        SingleGrape,
        /// Plusieurs cépages : rien d'autre dans le vin (2019/33, art. 50).
        SeveralGrapes,
        /// Plusieurs cépages, dans l'ordre de leurs parts (2019/33, art. 50).
        GrapeOrder,
        /// Unité géographique plus petite (2019/33, art. 55).
        SmallerUnit,
        /// Appellation d'origine protégée (1308/2013, art. 93).
        Pdo,
        /// Indication géographique protégée (1308/2013, art. 93).
        Pgi,
    }
    /// How a claim stands.
    GqlClaimOutcome = "ClaimOutcome" of domain::claims::Outcome {
        /// Vraie.
        Met,
        /// Pas prouvée : elle dépend de vin dont l'origine n'est pas dite.
        Unproven,
        /// Fausse.
        Broken,
    }
    /// What follows from a claim that does not hold.
    GqlClaimSeverity = "ClaimSeverity" of domain::claims::Severity {
        /// Acceptée avec un motif.
        Warn,
        /// Refusée.
        Block,
    }
}
