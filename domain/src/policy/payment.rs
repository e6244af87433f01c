use crate::decider::refusals;
use crate::units::Date;

/// The most days between the invoice and its payment, for wine between professionals (C. com., art. L. 441-11, II, 2°,
/// since 26 April 2019, ordonnance 2019-359).
pub const WINE_PAYMENT_DAYS: u16 = 60;

refusals! {
    /// Why a due day is refused.
    pub enum PaymentTermsRefusal {
        /// It lies before the invoice.
        DueBeforeIssue = "DUE_BEFORE_ISSUE" {
            /// The day of issue.
            issued_on: Date,
        },
        /// It lies later than the law lets wine be paid between professionals.
        DueTooLate = "PAYMENT_TERMS_BEYOND_LAW" {
            /// The last day that the law lets.
            latest: Date,
        },
    }
}

/// Accepts the last day on which an invoice is to be paid.
pub fn payable_by(
    due_on: Date,
    issued_on: Date,
    wine_between_professionals: bool,
) -> Result<(), PaymentTermsRefusal> {
    if due_on < issued_on {
        return Err(PaymentTermsRefusal::DueBeforeIssue { issued_on });
    }
    let latest = issued_on.plus_days(WINE_PAYMENT_DAYS);
    if wine_between_professionals && due_on > latest {
        return Err(PaymentTermsRefusal::DueTooLate { latest });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::day;

    #[test]
    fn wine_between_professionals_is_paid_within_sixty_days() {
        let issued_on = day("2026-09-14");
        let latest = day("2026-11-13");
        assert_eq!(payable_by(issued_on, issued_on, true), Ok(()));
        assert_eq!(payable_by(latest, issued_on, true), Ok(()));
        assert_eq!(
            payable_by(latest.next(), issued_on, true),
            Err(PaymentTermsRefusal::DueTooLate { latest })
        );
        assert_eq!(payable_by(latest.next(), issued_on, false), Ok(()));
        assert_eq!(
            payable_by(issued_on.previous(), issued_on, false),
            Err(PaymentTermsRefusal::DueBeforeIssue { issued_on })
        );
    }
}
