//! The legal form as GraphQL has it: a word, and for another form than those of the list its name beside it.

use async_graphql::Enum;
use domain::identity::{IdentityRefusal, LegalForm};

macro_rules! forms {
    ($($(#[$doc:meta])* $variant:ident),* $(,)?) => {
        /// The legal form of an estate.
        #[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
        #[graphql(name = "LegalForm")]
        pub enum GqlLegalForm {
            $($(#[$doc])* $variant,)*
            /// Another, told by its name.
            Other,
        }

        impl From<&LegalForm> for GqlLegalForm {
            fn from(form: &LegalForm) -> Self {
                match form {
                    $(LegalForm::$variant => Self::$variant,)*
                    LegalForm::Other(_) => Self::Other,
                }
            }
        }

        impl GqlLegalForm {
            /// The domain's word; refused where a form of the list is named beside it. Whether the name of another one
            /// fits is the domain's to say.
            pub fn into_domain(self, name: Option<String>) -> Result<LegalForm, IdentityRefusal> {
                Ok(match (self, name) {
                    (Self::Other, name) => LegalForm::Other(name.unwrap_or_default()),
                    (_, Some(_)) => return Err(IdentityRefusal::LegalFormInvalid),
                    $((Self::$variant, None) => LegalForm::$variant,)*
                })
            }
        }
    };
}

forms! {
    /// Exploitation individuelle.
    SoleTrader,
    /// EARL : exploitation agricole à responsabilité limitée.
    Earl,
    /// GAEC : groupement agricole d'exploitation en commun.
    Gaec,
    /// SCEA : société civile d'exploitation agricole.
    Scea,
    /// SCEV : société civile d'exploitation viticole.
    Scev,
    /// SARL : société à responsabilité limitée.
    Sarl,
    /// EURL : SARL à associé unique.
    Eurl,
    /// SAS : société par actions simplifiée.
    Sas,
    /// SASU : SAS à associé unique.
    Sasu,
    /// SA : société anonyme.
    Sa,
    /// SNC : société en nom collectif.
    Snc,
    /// GFA : groupement foncier agricole.
    Gfa,
    /// GFV : groupement foncier viticole.
    Gfv,
    /// Société civile d'une autre sorte.
    CivilCompany,
    /// SICA : société d'intérêt collectif agricole.
    Sica,
    /// Société coopérative agricole, cave coopérative.
    Cooperative,
    /// CUMA : coopérative d'utilisation de matériel agricole.
    Cuma,
    /// Indivision.
    Undivided,
}
