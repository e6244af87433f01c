use super::{ESTATE, MemoryDesk, Unit, day, figures, harvest, month, movement, parcel, spec, vat, wine};
use crate::bottle_lot::{BottleLot, Lot};
use crate::capsule_account::{CapsuleAccount, CapsuleCommand};
use crate::decider::{Desk, Refusal};
use crate::drm::{Books, Ledger, Return};
use crate::drm_period::{DrmPeriod, DrmPeriodCommand, Preceding, amend, require_open};
use crate::estate::{Estate, EstateCommand, OpeningStock};
use crate::identity::EstateIdentity;
use crate::invoice::PriceBasis;
use crate::movement::{self, Operation, Posting};
use crate::order::{self, GivenBack, LineCount, Order, OrderCommand, OrderLine, Wish};
use crate::parcel::{Parcel, ParcelCommand};
use crate::terms::{CapsuleKind, Regime, SaleDestination};
use crate::units::{
    Date, DrmPeriodId, HarvestId, LotId, Month, MovementId, OrderId, ParcelId, VatId, Volume, WineId,
};
use crate::vat::{Material, Vat, VatCommand, Vessel};

/// An estate on a desk in memory. What it does with several aggregates is what the gateway's use cases do.
pub(crate) struct House {
    pub(crate) desk: MemoryDesk,
    movements: u128,
    harvests: u128,
    parcels: u128,
    vats: u128,
    orders: u128,
}

impl House {
    /// The first month of its books.
    pub(crate) fn books_from() -> Month {
        month("2026-08")
    }

    /// An estate with these wines, whose last return showed these stocks.
    pub(crate) fn open(wines: &[&str], stocks: &[(&str, Regime, Volume)]) -> Self {
        let desk = MemoryDesk::new();
        let mut house = Self { desk, movements: 0, harvests: 0, parcels: 0, vats: 0, orders: 0 };
        house.books(EstateCommand::Register {
            name: "Domaine des Tests".to_owned(),
            accise: "FR012345E6789".to_owned(),
            cvi: None,
            interprofession_id: None,
            books_from: Self::books_from(),
        });
        for label in wines {
            house.books(EstateCommand::DeclareWine {
                wine: wine(label),
                spec: spec(label),
                strength: crate::terms::Strength::default(),
            });
        }
        let stocks = stocks.iter().map(|(label, regime, volume_ml)| OpeningStock {
            wine: wine(label),
            regime: *regime,
            volume_ml: *volume_ml,
        });
        house.books(EstateCommand::TakeOpeningStock {
            month: Self::books_from().previous(),
            file_sha256: "00".repeat(32),
            stocks: stocks.collect(),
        });
        house
    }

    pub(crate) fn books(&mut self, command: EstateCommand) {
        self.desk.command::<Estate>(ESTATE.uuid(), command).unwrap();
    }

    /// What the estate states of itself.
    pub(crate) fn describe(&mut self, identity: EstateIdentity) -> Result<(), Refusal> {
        self.desk.command::<Estate>(ESTATE.uuid(), EstateCommand::Describe { identity }).map(drop)
    }

    /// A vat of that many hectolitres, in use since the first day of the books.
    pub(crate) fn vat(&mut self, capacity_hl: i64) -> VatId {
        self.vats += 1;
        let id = vat(self.vats);
        let command = VatCommand::Commission {
            code: format!("C{}", self.vats),
            capacity_ml: Volume::from_hl(capacity_hl),
            material: Material::StainlessSteel,
            on: day("2026-08-01"),
        };
        self.desk.command::<Vat>(id.uuid(), command).unwrap();
        id
    }

    pub(crate) fn parcel(&mut self) -> ParcelId {
        self.planted("Melon B")
    }

    /// A parcel of that grape.
    pub(crate) fn planted(&mut self, grape: &str) -> ParcelId {
        self.parcels += 1;
        let id = parcel(self.parcels);
        let (name, grape) = (format!("Parcelle {}", self.parcels), grape.to_owned());
        let command = ParcelCommand::Register { name, area_m2: 12_000, grape, cadastre: None };
        self.desk.command::<Parcel>(id.uuid(), command).unwrap();
        id
    }

    /// An account of capsules that begins with the books and that many.
    pub(crate) fn capsules(&mut self, kind: CapsuleKind, count: i64) {
        let command = CapsuleCommand::Open { kind, count, month: Self::books_from() };
        self.desk.command::<CapsuleAccount>(kind.account(ESTATE).uuid(), command).unwrap();
    }

    pub(crate) fn next_movement(&mut self) -> MovementId {
        self.movements += 1;
        movement(self.movements)
    }

    pub(crate) fn next_harvest(&mut self) -> HarvestId {
        self.harvests += 1;
        harvest(self.harvests)
    }

    pub(crate) fn record(&mut self, operation: Operation, on: Date) -> Result<MovementId, Refusal> {
        let id = self.next_movement();
        self.desk
            .unit(async |unit: &mut Unit<'_>| movement::record(unit, ESTATE, id, operation, on).await)?;
        Ok(id)
    }

    pub(crate) fn draft(&mut self, operation: Operation, on: Date) -> Result<MovementId, Refusal> {
        let id = self.next_movement();
        self.desk.unit(async |unit: &mut Unit<'_>| movement::draft(unit, id, operation, on).await)?;
        Ok(id)
    }

    pub(crate) fn validate(&mut self, id: MovementId) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| movement::validate(unit, ESTATE, id).await)
    }

    pub(crate) fn discard(&mut self, id: MovementId, reason: &str) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| movement::discard(unit, id, reason.to_owned()).await)
    }

    pub(crate) fn reverse(&mut self, reverses: MovementId, on: Date) -> Result<MovementId, Refusal> {
        let (counter, why) = (self.next_movement(), "erreur de saisie".to_owned());
        self.desk.unit(async |unit: &mut Unit<'_>| {
            movement::reverse(unit, ESTATE, reverses, counter, why, on).await
        })?;
        Ok(counter)
    }

    /// Places an order of one line and confirms it: its bottles are set aside.
    pub(crate) fn order(
        &mut self,
        line: OrderLine,
        destination: SaleDestination,
        on: Date,
    ) -> Result<OrderId, Refusal> {
        self.orders += 1;
        let id = figures::order(self.orders);
        self.desk.unit(async |unit: &mut Unit<'_>| {
            let (customer, basis, lines) = (None, PriceBasis::Net, vec![line]);
            let wish = Wish { customer, destination, basis, lines };
            unit.execute::<Order>(id.uuid(), OrderCommand::Place { wish, on }).await?;
            order::confirm(unit, id, Vec::new(), on).await.map(|()| id)
        })
    }

    /// Sends a confirmed order off, or that many bottles of each of its lots.
    pub(crate) fn dispatch(&mut self, id: OrderId, some: Option<i64>, on: Date) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| {
            let placed = unit.state::<Order>(id.uuid()).await?.placed().cloned();
            let lots = placed.into_iter().flat_map(|placed| placed.lots);
            let lines = some.map(|bottles| lots.map(|line| LineCount { lot: line.lot, bottles }).collect());
            order::dispatch(unit, ESTATE, id, lines, on).await
        })
    }

    /// Takes that many bottles of each lot of a dispatch back, or all of them.
    pub(crate) fn take_back(
        &mut self,
        id: OrderId,
        dispatch: u32,
        some: Option<i64>,
        on: Date,
    ) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| {
            let placed = unit.state::<Order>(id.uuid()).await?.placed().cloned();
            let sent =
                placed.as_ref().and_then(|placed| placed.dispatch(dispatch)).map(|sent| sent.lines.clone());
            let lines = sent.zip(some).map(|(lines, bottles)| {
                lines.into_iter().map(|line| LineCount { bottles, ..line }).collect()
            });
            let (reason, credited) = ("refus".to_owned(), false);
            let back = GivenBack { dispatch, lines, reason, credited };
            order::take_back(unit, ESTATE, id, back, on).await.map(drop)
        })
    }

    /// Gives an order up: what was set aside is free again.
    pub(crate) fn cancel(&mut self, id: OrderId, on: Date) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| order::cancel(unit, id, "renoncé".to_owned(), on).await)
    }

    /// Runs a command on a capsule account in the month of its day.
    pub(crate) fn move_capsules(
        &mut self,
        kind: CapsuleKind,
        command: CapsuleCommand,
        on: Date,
    ) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| {
            require_open(unit, ESTATE, on).await?;
            unit.execute::<CapsuleAccount>(kind.account(ESTATE).uuid(), command).await.map(drop)
        })
    }

    /// Closes a month on that day with the return that the facts make.
    pub(crate) fn close(&mut self, month: Month, on: Date) -> Result<(), Refusal> {
        let books = Books::fold(self.desk.facts());
        let (drm, declared) = (books.month(month), Box::new(books.declare(month)));
        self.desk.unit(async |unit: &mut Unit<'_>| {
            let period = |month| DrmPeriodId::of(ESTATE, month).uuid();
            if *unit.state::<DrmPeriod>(period(month)).await? == DrmPeriod::Unopened {
                require_open(unit, ESTATE, month.first_day().unwrap()).await?;
            }
            let preceding = if month == Self::books_from() {
                Preceding::BeforeBooks
            } else if unit.state::<DrmPeriod>(period(month.previous())).await?.is_closed() {
                Preceding::Closed
            } else {
                Preceding::Open
            };
            let close = DrmPeriodCommand::Close { drm, declared, artefacts: Vec::new(), preceding, on };
            unit.execute::<DrmPeriod>(period(month), close).await.map(drop)
        })
    }

    /// Files the return of a closed month on that day.
    pub(crate) fn file(&mut self, month: Month, on: Date) -> Result<(), Refusal> {
        let command = DrmPeriodCommand::File { reference: None, on };
        self.desk.command::<DrmPeriod>(DrmPeriodId::of(ESTATE, month).uuid(), command).map(drop)
    }

    /// Amends the filed return of a month on that day.
    pub(crate) fn amend(
        &mut self,
        month: Month,
        corrections: Vec<MovementId>,
        on: Date,
    ) -> Result<(), Refusal> {
        self.desk.unit(async |unit: &mut Unit<'_>| {
            amend(unit, ESTATE, month, "oubli".to_owned(), corrections, on).await
        })
    }

    /// The return of a month as the facts make it.
    pub(crate) fn drm(&self, month: Month) -> Return {
        Ledger::fold(self.desk.facts()).month(month)
    }

    pub(crate) fn vessel(&self, vat: VatId) -> Vessel {
        match self.desk.state::<Vat>(vat.uuid()) {
            Vat::InService(vessel) | Vat::Retired(vessel) => vessel,
            Vat::Unknown => panic!("no vat {vat}"),
        }
    }

    /// What is in a vat after everything.
    pub(crate) fn content(&self, vat: VatId) -> (Volume, Option<WineId>) {
        self.vessel(vat).contents.last()
    }

    pub(crate) fn lot(&self, lot: LotId) -> Lot {
        match self.desk.state::<BottleLot>(lot.uuid()) {
            BottleLot::Filled(lot) => lot,
            BottleLot::Unknown => panic!("no lot {lot}"),
        }
    }

    /// The double entry of a validated movement.
    pub(crate) fn postings(&self, id: MovementId) -> Vec<Posting> {
        use crate::Fact;
        use crate::movement::MovementEvent;
        let found = self.desk.facts().find_map(|fact| match fact {
            Fact::Movement(of, MovementEvent::MovementValidated { postings, .. }) if *of == id => {
                Some(postings.clone())
            }
            _ => None,
        });
        found.unwrap_or_else(|| panic!("{id} was not validated"))
    }
}
