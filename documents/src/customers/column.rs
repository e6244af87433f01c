use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::{key, nearest};

static BY_KEY: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let names = |column: &Column| column.names().iter().map(|name| (key(name), *column)).collect::<Vec<_>>();
    Column::ALL.iter().flat_map(names).collect()
});

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $french:literal $english:literal $(| $also:literal)*;)*) => {
        /// What a column of the file may be.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $($(#[$doc])* $name,)*
        }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its usual name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $french,)*
                }
            }

            /// All names by which it is known.
            pub const fn names(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$french, $english $(, $also)*],)*
                }
            }
        }
    };
}

columns! {
    /// Company, consumer, supplier or carrier.
    Kind = "Type" "Kind" | "Type de client" | "Type client" | "Nature" | "Customer type";
    /// A company's name.
    Company = "Raison sociale" "Company" | "Société" | "Entreprise" | "Dénomination" | "Company name" | "Enseigne";
    /// A person's name, or anybody's.
    Name = "Nom" "Name" | "Client" | "Nom du client" | "Nom complet" | "Customer" | "Customer name" | "Full name"
        | "Last name" | "Nom de famille";
    /// A person's first name.
    FirstName = "Prénom" "First name" | "Firstname";
    /// Whom one speaks to.
    Contact = "Contact" "Contact name" | "Interlocuteur" | "Nom du contact" | "À l'attention de";
    /// E-mail address.
    Email = "E-mail" "Email address" | "Courriel" | "Mail" | "Adresse e-mail" | "Adresse électronique";
    /// Telephone.
    Phone = "Téléphone" "Phone" | "Tél" | "Telephone number" | "Portable" | "Mobile" | "Téléphone 1";
    /// First line of the billing address; a cell of several lines is several lines.
    Address1 = "Adresse" "Address" | "Adresse 1" | "Address 1" | "Address line 1" | "Rue" | "Street"
        | "Adresse de facturation" | "Billing address" | "Adresse facturation";
    /// Second line of the billing address.
    Address2 = "Adresse 2" "Address 2" | "Address line 2" | "Complément d'adresse" | "Complément";
    /// Third line of the billing address.
    Address3 = "Adresse 3" "Address 3" | "Address line 3" | "Lieu-dit";
    /// Its postal code.
    PostalCode = "Code postal" "Postal code" | "CP" | "Postcode" | "ZIP" | "Zip code";
    /// Its town.
    City = "Ville" "City" | "Commune" | "Town" | "Localité";
    /// Its country, by its code or French name; France when it is empty.
    Country = "Pays" "Country" | "Code pays" | "Country code";
    /// What the place of delivery is called.
    DeliveryLabel = "Livraison nom" "Delivery name" | "Nom de livraison" | "Lieu de livraison" | "Shipping name";
    /// First line of the delivery address.
    DeliveryAddress1 = "Livraison adresse" "Delivery address" | "Adresse de livraison" | "Adresse livraison"
        | "Livraison adresse 1" | "Adresse de livraison 1" | "Shipping address";
    /// Second line of the delivery address.
    DeliveryAddress2 = "Livraison adresse 2" "Delivery address 2" | "Adresse de livraison 2" | "Shipping address 2";
    /// Its postal code.
    DeliveryPostalCode = "Livraison code postal" "Delivery postal code" | "Code postal de livraison"
        | "Code postal livraison" | "CP livraison" | "Livraison CP" | "Shipping postal code" | "Shipping zip";
    /// Its town.
    DeliveryCity = "Livraison ville" "Delivery city" | "Ville de livraison" | "Ville livraison" | "Shipping city";
    /// Its country.
    DeliveryCountry = "Livraison pays" "Delivery country" | "Pays de livraison" | "Pays livraison" | "Shipping country";
    /// SIREN.
    Siren = "SIREN" "SIREN number" | "N° SIREN" | "Numéro SIREN";
    /// SIRET.
    Siret = "SIRET" "SIRET number" | "N° SIRET" | "Numéro SIRET";
    /// Number for VAT.
    VatNumber = "N° TVA" "VAT number" | "TVA" | "Numéro de TVA" | "TVA intracommunautaire" | "N° TVA intracommunautaire"
        | "Numéro de TVA intracommunautaire" | "VAT" | "VAT ID" | "TVA intracom" | "N° TVA intracom";
    /// Number of an operator in suspension of excise.
    Accise = "N° accise" "Excise number" | "Accise" | "Numéro d'accise" | "N° d'accise" | "N° EA";
    /// Scheme of the electronic address.
    ElectronicScheme = "Schéma de facturation électronique" "Electronic address scheme" | "Schéma" | "Scheme";
    /// Where electronic invoices go.
    ElectronicAddress = "Adresse de facturation électronique" "Electronic address" | "Electronic invoice address";
    /// Days to pay from the invoice.
    PaymentDays = "Délai de paiement" "Payment days" | "Délai de règlement" | "Payment terms" | "Échéance"
        | "Conditions de règlement" | "Conditions de paiement";
    /// The price list.
    PriceList = "Tarif" "Price list" | "Code tarif" | "Grille tarifaire" | "Catégorie tarifaire";
    /// The language one writes in.
    Language = "Langue" "Language";
    /// Whether they agreed to be written to.
    Consent = "Consentement" "Consent" | "Newsletter" | "Opt-in" | "Accepte la prospection" | "Marketing consent";
    /// When.
    ConsentOn = "Date du consentement" "Consent date" | "Consentement le" | "Date consentement";
    /// How that is known.
    ConsentHow = "Origine du consentement" "Consent source" | "Consentement par" | "Origine consentement";
}

impl Column {
    /// The column of that heading, in any case and with or without accents.
    pub(super) fn of(heading: &str) -> Option<Self> {
        BY_KEY.get(&key(heading)).copied()
    }

    /// The name that a heading was perhaps meant to be.
    pub(super) fn nearest(heading: &str) -> Option<&'static str> {
        nearest(heading, Self::ALL.iter().flat_map(|column| column.names()).copied())
    }
}
