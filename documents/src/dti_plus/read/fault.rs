use std::fmt;

/// What of a file is not DTI+ viti. The sentences are in French, as the portal's own are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DtiFault {
    /// It is too large to be a return.
    #[error("le fichier dépasse {most} octets")]
    TooLarge {
        /// The most that is read.
        most: usize,
    },
    /// Its bytes are not in UTF-8.
    #[error("le fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8")]
    Encoding,
    /// It says that it is in another encoding.
    #[error("l'encodage « {declared} » n'est pas lu ; enregistrez le fichier en UTF-8")]
    OtherEncoding {
        /// What it says.
        declared: String,
    },
    /// It is not well-formed XML.
    #[error("XML mal formé : {detail}")]
    Malformed {
        /// The parser's words.
        detail: String,
    },
    /// A document type or an entity: a return has none, and none is followed.
    #[error("un DTD ou une entité n'est pas admis")]
    Entity,
    /// Elements are nested too deep.
    #[error("trop d'éléments imbriqués")]
    TooDeep,
    /// The root is not that of DTI+ viti.
    #[error("la racine doit être mouvements-balances, de l'espace de noms DTI+ de la DGDDI")]
    Root,
    /// An element that the schema does not have there, or has before.
    #[error("l'élément « {name} » n'est pas attendu ici")]
    Unexpected {
        /// Its name.
        name: String,
    },
    /// An element that stands twice.
    #[error("l'élément « {name} » figure deux fois")]
    Twice {
        /// Its name.
        name: String,
    },
    /// An element that is missing.
    #[error("l'élément « {name} » manque")]
    Missing {
        /// Its name.
        name: String,
    },
    /// An attribute that the schema does not have there.
    #[error("l'attribut « {name} » n'est pas attendu ici")]
    Attribute {
        /// Its name.
        name: String,
    },
    /// Text where the schema has elements alone.
    #[error("du texte n'est pas attendu ici : « {text} »")]
    Text {
        /// What stands there.
        text: String,
    },
    /// A value that the schema does not take.
    #[error("« {value} » : {expected} est attendu")]
    Value {
        /// What stands there.
        value: String,
        /// What is expected.
        expected: &'static str,
    },
}

/// A fault with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct DtiProblem {
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Elements from the root.
    pub path: String,
    /// What is wrong.
    pub fault: DtiFault,
}

impl fmt::Display for DtiProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, path, fault } = self;
        write!(f, "ligne {line}, {path} : {fault}")
    }
}
