use crate::units::Month;

/// A month as its events left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DrmPeriod {
    /// Never opened.
    #[default]
    Unopened,
    /// It takes entries.
    Open(Month),
    /// Closed, not yet filed.
    Closed(Month),
    /// Filed, and amended that many times.
    Filed {
        /// The month.
        month: Month,
        /// How many times.
        amendments: u32,
    },
}

impl DrmPeriod {
    /// True once the month takes no more entries.
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_) | Self::Filed { .. })
    }
}
