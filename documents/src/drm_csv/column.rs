use std::fmt;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $number:literal $header:literal),* $(,)?) => {
        /// A column of the file. Its meaning depends on the type of the row, hence two words in some names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Column {
            $($(#[$doc])* $name = $number,)*
        }

        impl Column {
            /// Every column, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in the header of the files that [`super::write`] makes.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $header,)*
                }
            }
        }
    };
}

columns! {
    /// CAVE, CRD or ANNEXE.
    Type = 1 "TYPE",
    /// The month, `AAAAMM`.
    Period = 2 "PERIODE",
    /// Identifier at the interprofession, with a SIRET or CVI number in parentheses.
    Identifier = 3 "IDENTIFIANT",
    /// Excise number of the establishment.
    Accise = 4 "ACCISE",
    /// Certification, or the product's code alone; the colour of a capsule.
    Certification = 5 "CERTIFICATION / COULEUR CAPSULE",
    /// Genre; the fiscal category of a capsule.
    Genre = 6 "GENRE / CATEGORIE FISCALE",
    /// Appellation; the size of a capsule's container.
    Appellation = 7 "APPELLATION / CENTILISATION",
    /// Mention.
    Mention = 8 "MENTION",
    /// Lieu.
    Place = 9 "LIEU",
    /// Couleur.
    Colour = 10 "COULEUR",
    /// Cépage.
    Grape = 11 "CEPAGE",
    /// Complement of the name.
    Complement = 12 "COMPLEMENT",
    /// The whole label, with the product's code in parentheses.
    Label = 13 "LIBELLE",
    /// Suspended or paid; the regime of a capsule.
    Regime = 14 "TYPE DRM / REGIME CRD",
    /// Stock, entries, exits, complement; the kind of an annexe.
    Category = 15 "CATEGORIE / TYPE ANNEXE",
    /// The movement's code.
    Movement = 16 "TYPE MOUVEMENT",
    /// Hectolitres, a count of capsules, the value of a complement.
    Value = 17 "VOLUME / QUANTITE / VALEUR",
    /// Country of an export, month of a replacement; day of dispatch.
    CountryOrDate = 18 "PAYS EXPORT / DATE",
    /// Contract number; excise number of a consignee.
    ContractOrConsignee = 19 "CONTRAT / ACCISE DESTINATAIRE",
    /// Number of the accompanying document.
    Document = 20 "NUMERO DOCUMENT",
    /// Price of a contract that the row makes, in euros a hectolitre.
    Price = 21 "PRIX CONTRAT",
    /// Excise number of its buyer.
    BuyerAccise = 22 "ACCISE ACHETEUR",
    /// Name of its buyer.
    BuyerName = 23 "NOM ACHETEUR",
}

impl Column {
    /// Its number, counted from 1.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Where its cell stands in a row.
    pub(super) const fn index(self) -> usize {
        self as usize - 1
    }

    /// The column of a cell's number, counted from 1.
    pub(super) fn at(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {} ({})", self.number(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_each_other() {
        for (index, column) in Column::ALL.iter().enumerate() {
            assert_eq!(column.index(), index);
            assert_eq!(Column::at(usize::from(column.number())), Some(*column));
        }
        assert_eq!((Column::at(0), Column::at(24)), (None, None));
    }
}
