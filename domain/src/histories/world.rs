use super::operations;
use super::step::{Absurd, Kind, Step};
use crate::bottle_lot::Lot;
use crate::capsule_account::{CapsuleAccount, CapsuleCommand, CapsuleStock};
use crate::decider::Refusal;
use crate::estate::{Claiming, EstateCommand};
use crate::movement::Movement;
use crate::order::{OrderLine, Wanted};
use crate::terms::{Country, Regime, SaleDestination};
use crate::testing::{ESTATE, House, capsule_kind, day, hl, identity, today};
use crate::units::{Date, LotId, Money, Month, MovementId, OrderId, ParcelId, VatId, WineId};
use crate::vat::Vessel;

/// The wines of the estate.
pub(super) const WINES: [&str; 3] = ["Muscadet", "Gros Plant", "Vin de France"];

/// An estate in the middle of its history.
pub(super) struct World {
    pub(super) house: House,
    pub(super) vats: Vec<VatId>,
    pub(super) parcels: Vec<ParcelId>,
    pub(super) lots: Vec<LotId>,
    orders: Vec<OrderId>,
    movements: Vec<MovementId>,
    /// The first month that takes entries.
    pub(super) first_open: Month,
}

impl World {
    /// Five vats of 8 to 60 hl, two parcels, 4 000 capsules, 85 hl of opening stock still to be placed.
    pub(super) fn new() -> Self {
        let opening = [
            (WINES[0], Regime::Suspended, hl("60")),
            (WINES[1], Regime::Suspended, hl("20.12345")),
            (WINES[0], Regime::Paid, hl("5")),
        ];
        let mut house = House::open(&WINES, &opening);
        let vats = [60, 30, 30, 12, 8].map(|capacity| house.vat(capacity)).to_vec();
        let parcels = vec![house.parcel(), house.parcel()];
        house.capsules(capsule_kind(750), 4_000);
        let first_open = House::books_from();
        let (lots, orders, movements) = (Vec::new(), Vec::new(), Vec::new());
        let mut world = Self { house, vats, parcels, lots, orders, movements, first_open };
        world.begin();
        world
    }

    /// What every history begins with, so that a short one has something to work on: wine in three vats, two lots, a
    /// sale and an order.
    fn begin(&mut self) {
        let step = |kind, which, other, part| Step {
            kind,
            day: 0,
            which,
            other,
            part,
            by_draft: false,
            absurd: None,
        };
        for (on, step) in [
            ("2026-08-01", step(Kind::OpeningInVat, 0, 1, 500)),
            ("2026-08-01", step(Kind::OpeningInVat, 1, 2, 500)),
            ("2026-08-01", step(Kind::OpeningInBottles, 4, 2, 300)),
            ("2026-08-20", step(Kind::Sale, 0, 2, 100)),
            ("2026-09-10", step(Kind::Harvest, 2, 0, 800)),
            ("2026-09-20", step(Kind::Bottling, 2, 1, 400)),
        ] {
            self.record(&step, day(on)).unwrap();
        }
        self.order(&step(Kind::Order, 1, 2, 100), day("2026-09-25")).unwrap();
    }

    /// Does what the step says, or is refused.
    pub(super) fn play(&mut self, step: &Step) -> Result<(), Refusal> {
        let on = self.day(step);
        match step.kind {
            Kind::Reversal => self.reverse(step, on),
            Kind::Order => self.order(step, on),
            Kind::Dispatch | Kind::CancelOrder => self.end_order(step, on),
            Kind::ReturnOrder => self.return_order(step, on),
            Kind::BuyCapsules | Kind::DestroyCapsules | Kind::CountCapsules => self.capsules(step, on),
            Kind::CloseMonth => self.close(step, on),
            Kind::Describe => self.describe(step),
            Kind::Claim => self.claim(step, on),
            Kind::ChooseClaiming => {
                self.choose_claiming(step);
                Ok(())
            }
            _ => self.record(step, on),
        }
    }

    /// One of few identities, so that the same is stated again; of an absurd step, with another's establishment.
    fn describe(&mut self, step: &Step) -> Result<(), Refusal> {
        let mut stated = identity(step.which % 4);
        if step.absurd.is_some() {
            stated.siret = identity(step.which % 4 + 1).siret;
        }
        self.house.describe(stated)
    }

    /// Claims what is being made; where nothing is, the estate chooses to claim later, then harvests.
    fn claim(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let vats: Vec<VatId> = self.vats.clone();
        let being_made = |vat: &VatId| self.vessel(*vat).contents.last().1.is_some_and(WineId::is_being_made);
        if step.absurd.is_none() && !vats.iter().any(being_made) {
            if !operations::claims_later(self) {
                self.house.books(EstateCommand::ChooseClaiming { claiming: Claiming::WhenClaimed });
                return Ok(());
            }
            let harvest = Step { kind: Kind::Harvest, by_draft: false, ..*step };
            return self.record(&harvest, on);
        }
        self.record(step, on)
    }

    /// Mostly when it is claimed, now and then with the harvest, as it is from the beginning.
    fn choose_claiming(&mut self, step: &Step) {
        let claiming = if step.which.is_multiple_of(3) { Claiming::AtHarvest } else { Claiming::WhenClaimed };
        self.house.books(EstateCommand::ChooseClaiming { claiming });
    }

    /// A day of the months that are open; of an absurd step, any from a month before the books to a month ahead.
    fn day(&self, step: &Step) -> Date {
        let (from, to) = match step.absurd {
            Some(Absurd::Day) => (day("2026-07-01"), day("2027-03-15")),
            _ => (self.first_open.first_day().unwrap(), today()),
        };
        let days = (to.calendar() - from.calendar()).whole_days();
        let offset = days * i64::from(step.day) / 999;
        Date::from(from.calendar() + time::Duration::days(offset))
    }

    pub(super) fn vessel(&self, vat: VatId) -> Vessel {
        self.house.vessel(vat)
    }

    /// The lots with what is known of them.
    pub(super) fn filled(&self) -> Vec<(LotId, Lot)> {
        self.lots.iter().map(|id| (*id, self.house.lot(*id))).collect()
    }

    pub(super) fn capsule_stock(&self) -> CapsuleStock {
        match self.house.desk.state(capsule_kind(750).account(ESTATE).uuid()) {
            CapsuleAccount::Open(stock) => stock,
            CapsuleAccount::Unknown => panic!("the account was opened with the house"),
        }
    }

    fn record(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let (operation, on) = operations::of(self, step, on);
        let lot = operations::fills(&operation);
        let id = if step.by_draft {
            let id = self.house.draft(operation, on)?;
            self.house.validate(id)?;
            id
        } else {
            self.house.record(operation, on)?
        };
        self.movements.push(id);
        self.lots.extend(lot);
        Ok(())
    }

    /// Mostly one of the last movements: what is old has been built upon.
    fn reverse(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let back = usize::from(step.which) % self.movements.len().clamp(1, 6);
        let found = self.movements.iter().rev().nth(back).copied();
        let id = match step.absurd {
            Some(Absurd::Stranger) => crate::testing::movement(9_999),
            _ => found.unwrap_or_else(|| crate::testing::movement(9_999)),
        };
        let written = match self.house.desk.state(id.uuid()) {
            Movement::Validated(written) => Some(written.on),
            _ => None,
        };
        let on =
            if matches!(step.absurd, Some(Absurd::Day)) { on } else { written.map_or(on, |day| day.max(on)) };
        self.house.reverse(id, on)?;
        // Sometimes it is tried again.
        if step.other > 20 {
            self.movements.retain(|movement| *movement != id);
        }
        Ok(())
    }

    fn order(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let lots = self.filled();
        let free = |lot: &Lot| lot.on_hand.lowest_from(on).0.min(lot.on_hand.last() - lot.reserved_in_all());
        let candidates: Vec<_> =
            lots.iter().filter(|(_, lot)| free(lot) > 0 && lot.filled_on <= on).collect();
        let (lot, bottles, destination) = match pick(&candidates, step.which) {
            Some((id, lot)) => (*id, part_of(free(lot), step.part), sale_destination(lot, step.other)),
            None => (LotId::of(ESTATE, "L0"), 1, SaleDestination::FranceCrd),
        };
        let line = OrderLine {
            wanted: Wanted::Lot(lot),
            bottles: quantity(step, bottles),
            unit_price_cents: Money::from_cents(850),
            discount: None,
        };
        let id = self.house.order(line, destination, on)?;
        self.orders.push(id);
        Ok(())
    }

    fn end_order(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let id = match (pick(&self.orders, step.which).copied(), step.absurd) {
            (Some(id), None) => id,
            _ => crate::testing::order(9_999),
        };
        let placed = match self.house.desk.state::<crate::order::Order>(id.uuid()).placed() {
            Some(placed) => placed.placed_on.max(on),
            None => on,
        };
        if step.kind == Kind::Dispatch {
            // One in three leaves in parts.
            let some = step.part.is_multiple_of(3).then(|| i64::from(step.other % 7) + 1);
            self.house.dispatch(id, some, placed)?;
        } else {
            self.house.cancel(id, placed)?;
        }
        // What left may come back.
        if step.other > 20 && step.kind == Kind::CancelOrder {
            self.orders.retain(|order| *order != id);
        }
        Ok(())
    }

    /// Takes bottles of an order's dispatch back, some or all; where nothing has left, an order leaves first.
    fn return_order(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let sent = |id: &OrderId| -> Vec<(OrderId, u32, Date)> {
            let order = self.house.desk.state::<crate::order::Order>(id.uuid());
            let open = order.placed().into_iter().flat_map(|placed| (1..).zip(placed.sent.clone()));
            open.filter(|(_, sent)| !sent.is_back()).map(|(place, sent)| (*id, place, sent.on)).collect()
        };
        let dispatches: Vec<(OrderId, u32, Date)> = self.orders.iter().flat_map(sent).collect::<Vec<_>>();
        let Some((id, dispatch, sold_on)) = pick(&dispatches, step.which).copied() else {
            return self.end_order(&Step { kind: Kind::Dispatch, ..*step }, on);
        };
        let some = step.part.is_multiple_of(2).then(|| quantity(step, i64::from(step.other % 5) + 1));
        self.house.take_back(id, dispatch, some, on.max(sold_on))
    }

    fn capsules(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let lowest = self.capsule_stock().on_hand.lowest_from(on).0;
        let command = match step.kind {
            Kind::BuyCapsules => CapsuleCommand::Buy { count: quantity(step, i64::from(step.part) * 3), on },
            Kind::DestroyCapsules => {
                CapsuleCommand::Destroy { count: quantity(step, part_of(lowest.min(200), step.part)), on }
            }
            _ => {
                let found = self.capsule_stock().on_hand.at(on) + i64::from(step.other) - lowest.min(100);
                CapsuleCommand::Count { counted: quantity(step, found), on }
            }
        };
        self.house.move_capsules(capsule_kind(750), command, on)
    }

    /// The first open month, on a day after it; now and then another.
    fn close(&mut self, step: &Step, on: Date) -> Result<(), Refusal> {
        let month = if step.absurd.is_some() { Month::of(on).unwrap() } else { self.first_open };
        self.house.close(month, today())?;
        self.first_open = month.next();
        Ok(())
    }
}

/// One of these, by a die.
pub(super) fn pick<T>(from: &[T], die: u8) -> Option<&T> {
    from.get(usize::from(die) % from.len().max(1))
}

/// That many thousandths, at least one where there is one.
pub(super) fn part_of(whole: i64, part: u16) -> i64 {
    (whole * i64::from(part) / 1_000).max(whole.clamp(0, 1))
}

/// The quantity, or the absurd one in its place.
pub(super) fn quantity(step: &Step, sensible: i64) -> i64 {
    match step.absurd {
        Some(Absurd::Quantity(absurd)) => absurd,
        _ => sensible,
    }
}

/// Where such bottles can go.
pub(super) fn sale_destination(lot: &Lot, die: u8) -> SaleDestination {
    let abroad = || SaleDestination::Export { country: Country::parse("BE").unwrap() };
    match die % 4 {
        0 => abroad(),
        1 => SaleDestination::FranceSuspended { document: None },
        _ if lot.capsules.is_none() && lot.regime == Regime::Suspended => abroad(),
        _ => SaleDestination::FranceCrd,
    }
}
