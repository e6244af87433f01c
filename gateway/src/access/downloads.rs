use super::Capability::{Export, ReadDrm, ReadSales};
use super::Need::{self, Can};
use super::Powers;

/// A file of the return of a closed month.
pub const DRM_FILE: &str = "/drm/{month}/{format}";

/// An invoice, credit note or corrective invoice.
pub const SALE_FILE: &str = "/invoices/{id}/{format}";

/// The books of the sales of a month or a year.
pub const BOOK_FILE: &str = "/books/{period}/{format}";

/// The confirmation or a delivery note of an order.
pub const ORDER_FILE: &str = "/orders/{id}/{paper}";

/// A reminder of what a customer owes and is late with.
pub const REMINDER_FILE: &str = "/customers/{id}/reminder/{level}";

/// What each download needs, by its route: all of it. A route that is not declared here is denied to everybody.
pub const DOWNLOADS: &[(&str, &[Need])] = &[
    (DRM_FILE, &[Can(ReadDrm), Can(Export)]),
    (SALE_FILE, &[Can(ReadSales), Can(Export)]),
    (BOOK_FILE, &[Can(ReadSales), Can(Export)]),
    (ORDER_FILE, &[Can(ReadSales), Can(Export)]),
    (REMINDER_FILE, &[Can(ReadSales), Can(Export)]),
];

/// True when a download of that route is for whoever has these powers.
pub fn may_download(route: &str, powers: Powers) -> bool {
    let declared = DOWNLOADS.iter().find(|(declared, _)| *declared == route);
    declared.is_some_and(|(_, needs)| needs.iter().all(|need| powers.meet(*need)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Role;

    #[test]
    fn a_download_is_for_those_who_may_take_it_out_and_one_undeclared_for_nobody() {
        let admin = Powers::of_role(Role::AdminDomaine);
        let allowed: Vec<_> =
            Role::ALL.into_iter().filter(|role| may_download(DRM_FILE, Powers::of_role(*role))).collect();
        assert_eq!(allowed, [Role::AdminDomaine, Role::Oenologue, Role::Compta, Role::Auditeur]);
        assert!(!may_download(DRM_FILE, Powers::STRANGER));
        assert!(!may_download("/drm/{month}", admin));
    }
}
