/// Why a value has no PDF. None is known for which this happens.
#[derive(Debug, thiserror::Error)]
pub enum PdfRefusal {
    /// The figures did not become the template's data.
    #[error("the figures cannot be laid out")]
    Data(#[from] serde_json::Error),
    /// The template did not become pages, or the pages no file.
    #[error("the PDF cannot be made: {reason}")]
    Typesetting {
        /// What was said.
        reason: String,
    },
}
