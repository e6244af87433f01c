use crate::decider::refusals;
use crate::units::{Campaign, Date, Month};

refusals! {
    /// Why an inventory is refused.
    pub enum InventoryRefusal {
        /// The inventory with which a campaign opens is dated its first day, 1 August.
        NotFirstDay = "ANNUAL_INVENTORY_DATE" {
            /// What was entered.
            date: Date,
        },
    }
}

/// Accepts the day of the inventory with which a campaign opens, 1 August, and gives the evening before, when the stock
/// was counted.
pub fn annual_inventory(on: Date) -> Result<Date, InventoryRefusal> {
    let first = Month::of(on).filter(|month| Campaign::opens_in(*month)).and_then(Month::first_day);
    if first != Some(on) {
        return Err(InventoryRefusal::NotFirstDay { date: on });
    }
    Ok(on.previous())
}
