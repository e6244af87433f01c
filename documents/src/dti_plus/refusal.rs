use domain::drm::Node;

/// Why a return cannot be written as DTI+: what the schema cannot hold.
#[derive(Debug, thiserror::Error)]
pub enum DtiRefusal {
    /// CIEL knows an establishment by its excise number: two letters, then eleven letters and digits.
    #[error("the excise number is missing or malformed")]
    Accise,
    /// Customs know a wine by its INAO code or its fiscal label.
    #[error("{label}: neither INAO code nor fiscal label")]
    NoCode {
        /// The wine.
        label: String,
    },
    /// A label has 1 to 100 characters, observations at most 250, none of them a control.
    #[error("{label}: a text that the schema does not take")]
    Text {
        /// The wine, or what else the text is of.
        label: String,
    },
    /// A strength lies between 0.5 and 100, both excluded.
    #[error("{label}: a strength that the schema does not take")]
    Strength {
        /// The wine.
        label: String,
    },
    /// A movement is not below zero.
    #[error("{label}: {} below zero", .node.path())]
    Negative {
        /// The wine.
        label: String,
        /// Where.
        node: Node,
    },
    /// A node of the other balance: suspended and paid have each their own.
    #[error("{label}: {} is not of this balance", .node.path())]
    Misplaced {
        /// The wine.
        label: String,
        /// The node.
        node: Node,
    },
    /// A replacement under suspension tells the month of the sale.
    #[error("{label}: a replacement without its month")]
    ReplacementMonth {
        /// The wine.
        label: String,
    },
    /// Counts of capsules are not below zero.
    #[error("capsules below zero")]
    Capsules,
    /// There are at most ten accounts of capsules.
    #[error("more than ten accounts of capsules")]
    TooManyAccounts,
    /// A range of documents has numbers and a count above zero; a document not cleared, 1 to 30 characters, and a
    /// consignee of 8 or 13 letters and digits.
    #[error("document {number} is incomplete")]
    Document {
        /// Its number.
        number: String,
    },
    /// The bytes do not go where they are written.
    #[error("it cannot be written")]
    Io(#[from] std::io::Error),
}
