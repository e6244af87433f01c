use crate::typeset::PdfRefusal;

/// Why a paper of a sale cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum SaleRefusal {
    /// Something that has to stand on it is not told.
    #[error("{what} is missing")]
    Missing {
        /// What, in words of capitals: `BUYER_SIREN`.
        what: &'static str,
    },
    /// An amount left the range of money.
    #[error("an amount is out of range")]
    AmountOutOfRange,
    /// It could not be laid out.
    #[error(transparent)]
    Pdf(#[from] PdfRefusal),
    /// Its bytes could not be written.
    #[error("the file cannot be written")]
    Write(#[from] std::io::Error),
}
