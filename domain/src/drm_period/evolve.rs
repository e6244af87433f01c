use super::{DrmPeriod, DrmPeriodEvent};

impl DrmPeriod {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &DrmPeriodEvent) {
        *self = match (*self, event) {
            (_, DrmPeriodEvent::MonthOpened { month }) => Self::Open(*month),
            (_, DrmPeriodEvent::MonthClosed { month, .. }) => Self::Closed(*month),
            (Self::Closed(month), DrmPeriodEvent::DrmFiled { .. }) => Self::Filed(month),
            (state, DrmPeriodEvent::DrmFiled { .. } | DrmPeriodEvent::DrmAmended { .. }) => state,
        };
    }
}
