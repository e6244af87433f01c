use super::{DrmPeriod, DrmPeriodEvent};

impl DrmPeriod {
    /// Takes one event in.
    pub(super) fn take(&mut self, event: &DrmPeriodEvent) {
        *self = match (*self, event) {
            (_, DrmPeriodEvent::MonthOpened { month }) => Self::Open(*month),
            (_, DrmPeriodEvent::MonthClosed { month, .. }) => Self::Closed(*month),
            (Self::Closed(month), DrmPeriodEvent::DrmFiled { .. }) => Self::Filed { month, amendments: 0 },
            (Self::Filed { month, amendments }, DrmPeriodEvent::DrmAmended { .. }) => {
                Self::Filed { month, amendments: amendments + 1 }
            }
            (
                state,
                DrmPeriodEvent::DrmFiled { .. }
                | DrmPeriodEvent::DrmAmended { .. }
                | DrmPeriodEvent::AnnexesTold { .. },
            ) => state,
        };
    }
}
