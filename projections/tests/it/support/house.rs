use domain::capsule_account::{CapsuleAccount, CapsuleCommand};
use domain::decider::{Decider, Desk, Refusal};
use domain::drm::Books;
use domain::drm_period::{DrmPeriod, DrmPeriodCommand, Preceding, require_open};
use domain::estate::{Estate, EstateCommand, OpeningStock};
use domain::identity::{Address, EstateIdentity, LegalForm, PostalCode, Region, Siren, Siret, VatNumber};
use domain::invoice::PriceBasis;
use domain::movement::{self, Operation};
use domain::order::{self, GivenBack, LineCount, Order, OrderCommand, OrderLine, Wanted, Wish};
use domain::parcel::{Parcel, ParcelCommand};
use domain::terms::{
    CapsuleKind, CapsuleRegime, Colour, Country, FiscalCategory, Regime, SaleDestination, WineCode, WineSpec,
};
use domain::units::{
    Date, DrmPeriodId, EstateId, LotId, Money, Month, MovementId, OrderId, ParcelId, VatId, Volume, WineId,
};
use domain::vat::{Material, Vat, VatCommand};
use uuid::Uuid;

use super::MemoryDesk;

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub fn hl(hectolitres: i64) -> Volume {
    Volume::from_hl(hectolitres)
}

pub fn wine_spec(label: &str) -> WineSpec {
    WineSpec {
        label: label.to_owned(),
        code: Some(WineCode::Inao("1B228 ".to_owned())),
        category: FiscalCategory::Still,
        colour: Some(Colour::White),
        portal: None,
    }
}

/// What an invented estate states of itself, one of three; the third has no VAT number.
pub fn identity(number: u16) -> EstateIdentity {
    let (siren, siret) =
        [("000000018", "00000001800010"), ("000000026", "00000002600013"), ("000000034", "00000003400017")]
            [usize::from(number)];
    let siren = Siren::parse(siren).unwrap();
    EstateIdentity {
        legal_form: LegalForm::Other(format!("Forme n° {number}")),
        vat_number: (number < 2).then(|| VatNumber::of(&siren)),
        siren,
        siret: Siret::parse(siret).unwrap(),
        address: Address {
            lines: vec!["1 rue du Port".to_owned(), "La Vigie".to_owned()],
            postal_code: PostalCode::parse("44330").unwrap(),
            commune: "Vallet".to_owned(),
            country: Country::parse("FR").unwrap(),
        },
        region: Region::LoireValley,
    }
}

/// An estate of three wines, four vats, a parcel and an account of capsules, whose use cases are those of the gateway.
#[derive(Clone)]
pub struct House {
    pub desk: MemoryDesk,
    pub estate: EstateId,
    next: u128,
}

impl House {
    pub const LABELS: [&str; 3] = ["Muscadet Sèvre et Maine", "Gros Plant", "Vin de France"];

    /// `number` tells estates apart; ids of one never meet those of another.
    pub fn open(number: u128) -> Self {
        let estate = EstateId::new(Uuid::from_u128(0xE57A_7E00 + number));
        let mut house = Self { desk: MemoryDesk::default(), estate, next: number << 64 };
        house.command::<Estate>(
            estate.uuid(),
            EstateCommand::Register {
                name: format!("Domaine {number}"),
                accise: format!("FR{number:011}"),
                cvi: None,
                interprofession_id: None,
                books_from: month("2026-08"),
            },
        );
        for label in Self::LABELS {
            let command = EstateCommand::DeclareWine {
                wine: house.wine(label),
                spec: wine_spec(label),
                strength: domain::terms::Strength::default(),
            };
            house.command::<Estate>(estate.uuid(), command);
        }
        let stock = |label, regime, volume_ml| OpeningStock { wine: house.wine(label), regime, volume_ml };
        let stocks = vec![
            stock(Self::LABELS[0], Regime::Suspended, hl(120)),
            stock(Self::LABELS[0], Regime::Paid, hl(2)),
            stock(Self::LABELS[1], Regime::Suspended, Volume::ZERO),
        ];
        let file_sha256 = "5e".repeat(32);
        let command = EstateCommand::TakeOpeningStock { month: month("2026-07"), file_sha256, stocks };
        house.command::<Estate>(estate.uuid(), command);
        for vat in 1..=4 {
            house.command::<Vat>(
                house.vat(vat).uuid(),
                VatCommand::Commission {
                    code: format!("C{}", vat * 5),
                    capacity_ml: hl(200),
                    material: Material::StainlessSteel,
                    on: day("2026-08-01"),
                },
            );
        }
        house.command::<Parcel>(
            house.parcel().uuid(),
            ParcelCommand::Register {
                name: "Clos".to_owned(),
                area_m2: 12_000,
                grape: "Melon B".to_owned(),
                cadastre: Some("A 12".to_owned()),
            },
        );
        let open = CapsuleCommand::Open { kind: Self::capsules(), count: 3_000, month: month("2026-08") };
        house.command::<CapsuleAccount>(house.capsule_account(), open);
        house
    }

    pub fn wine(&self, label: &str) -> WineId {
        WineId::of(self.estate, label)
    }

    pub fn vat(&self, number: u128) -> VatId {
        VatId::new(Uuid::from_u128((self.estate.uuid().as_u128() << 64) | (1 << 32) | number))
    }

    pub fn parcel(&self) -> ParcelId {
        ParcelId::new(Uuid::from_u128((self.estate.uuid().as_u128() << 64) | (2 << 32)))
    }

    pub fn lot(&self, lot_number: &str) -> LotId {
        LotId::of(self.estate, lot_number)
    }

    pub const fn capsules() -> CapsuleKind {
        CapsuleKind {
            category: FiscalCategory::Still,
            regime: CapsuleRegime::CollectiveSuspended,
            size_ml: 750,
            bag_in_box: false,
            colour: None,
        }
    }

    /// Those of a bag-in-box.
    pub const fn boxes() -> CapsuleKind {
        CapsuleKind { size_ml: 3_000, bag_in_box: true, ..Self::capsules() }
    }

    pub fn capsule_account(&self) -> Uuid {
        Self::capsules().account(self.estate).uuid()
    }

    pub fn fresh(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn command<D: Decider>(&mut self, id: Uuid, command: D::Command) {
        self.try_command::<D>(id, command).unwrap();
    }

    pub fn try_command<D: Decider>(&mut self, id: Uuid, command: D::Command) -> Result<(), Refusal> {
        self.desk.unit(async |desk: &mut MemoryDesk| desk.execute::<D>(id, command).await.map(drop))
    }

    pub fn describe(&mut self, identity: EstateIdentity) -> Result<(), Refusal> {
        let estate = self.estate.uuid();
        self.try_command::<Estate>(estate, EstateCommand::Describe { identity })
    }

    pub fn record(&mut self, operation: Operation, on: Date) -> Result<MovementId, Refusal> {
        let (estate, id) = (self.estate, MovementId::new(self.fresh()));
        let work = async |desk: &mut MemoryDesk| movement::record(desk, estate, id, operation, on).await;
        self.desk.unit(work).map(|()| id)
    }

    pub fn draft(&mut self, operation: Operation, on: Date) -> Result<MovementId, Refusal> {
        let id = MovementId::new(self.fresh());
        let work = async |desk: &mut MemoryDesk| movement::draft(desk, id, operation, on).await;
        self.desk.unit(work).map(|()| id)
    }

    pub fn amend(&mut self, id: MovementId, operation: Operation, on: Date) -> Result<(), Refusal> {
        self.desk.unit(async |desk: &mut MemoryDesk| movement::amend(desk, id, operation, on).await)
    }

    pub fn validate(&mut self, id: MovementId) -> Result<(), Refusal> {
        let estate = self.estate;
        self.desk.unit(async |desk: &mut MemoryDesk| movement::validate(desk, estate, id).await)
    }

    pub fn discard(&mut self, id: MovementId) -> Result<(), Refusal> {
        self.desk.unit(async |desk: &mut MemoryDesk| movement::discard(desk, id, "doublon".to_owned()).await)
    }

    pub fn reverse(&mut self, reverses: MovementId, on: Date) -> Result<MovementId, Refusal> {
        let (estate, counter, why) = (self.estate, MovementId::new(self.fresh()), "erreur".to_owned());
        let work =
            async |desk: &mut MemoryDesk| movement::reverse(desk, estate, reverses, counter, why, on).await;
        self.desk.unit(work).map(|()| counter)
    }

    pub fn move_capsules(&mut self, command: CapsuleCommand, on: Date) -> Result<(), Refusal> {
        let (estate, account) = (self.estate, self.capsule_account());
        self.desk.unit(async |desk: &mut MemoryDesk| {
            require_open(desk, estate, on).await?;
            desk.execute::<CapsuleAccount>(account, command).await.map(drop)
        })
    }

    pub fn place_order(&mut self, lines: &[(LotId, i64)], on: Date) -> Result<OrderId, Refusal> {
        let id = OrderId::new(self.fresh());
        let lines: Vec<_> = lines.iter().map(|(lot, bottles)| (Wanted::Lot(*lot), *bottles)).collect();
        let place = OrderCommand::Place { wish: wish(&lines, SaleDestination::FranceCrd), on };
        self.try_command::<Order>(id.uuid(), place).map(|()| id)
    }

    /// Places an order of anything, to anywhere.
    pub fn wish(
        &mut self,
        lines: &[(Wanted, i64)],
        destination: SaleDestination,
        on: Date,
    ) -> Result<OrderId, Refusal> {
        let id = OrderId::new(self.fresh());
        let place = OrderCommand::Place { wish: wish(lines, destination), on };
        self.try_command::<Order>(id.uuid(), place).map(|()| id)
    }

    pub fn amend_order(&mut self, order: OrderId, lines: &[(Wanted, i64)], on: Date) -> Result<(), Refusal> {
        let amend = OrderCommand::Amend { wish: wish(lines, SaleDestination::FranceCrd), on };
        self.try_command::<Order>(order.uuid(), amend)
    }

    pub fn confirm_order(&mut self, order: OrderId, on: Date) -> Result<(), Refusal> {
        self.desk.unit(async |desk: &mut MemoryDesk| order::confirm(desk, order, Vec::new(), on).await)
    }

    /// Sends an order off whole, or that many bottles of its first lot.
    pub fn dispatch_order(&mut self, order: OrderId, some: Option<i64>, on: Date) -> Result<(), Refusal> {
        let estate = self.estate;
        let state = self.desk.current::<Order>(order.uuid());
        let first = state.placed().and_then(|placed| placed.lots.first()).map(|line| line.lot);
        let lines = some.zip(first).map(|(bottles, lot)| vec![LineCount { lot, bottles }]);
        self.desk.unit(async |desk: &mut MemoryDesk| order::dispatch(desk, estate, order, lines, on).await)
    }

    /// Takes bottles of a dispatch back: all of them, or that many of its first lot.
    pub fn return_order(
        &mut self,
        order: OrderId,
        dispatch: u32,
        some: Option<i64>,
        on: Date,
    ) -> Result<(), Refusal> {
        let (estate, reason, credited) = (self.estate, "refus".to_owned(), false);
        let state = self.desk.current::<Order>(order.uuid());
        let sent = state.placed().and_then(|placed| placed.dispatch(dispatch));
        let first = sent.and_then(|sent| sent.lines.first()).map(|line| line.lot);
        let lines = some.zip(first).map(|(bottles, lot)| vec![LineCount { lot, bottles }]);
        let back = GivenBack { dispatch, lines, reason, credited };
        self.desk.unit(async |desk: &mut MemoryDesk| {
            order::take_back(desk, estate, order, back, on).await.map(drop)
        })
    }

    pub fn cancel_order(&mut self, order: OrderId, on: Date) -> Result<(), Refusal> {
        let reason = "annulée".to_owned();
        self.desk.unit(async |desk: &mut MemoryDesk| order::cancel(desk, order, reason, on).await)
    }

    /// Closes a month with the return that the events make.
    pub fn close(&mut self, month: Month, on: Date) -> Result<(), Refusal> {
        let books = Books::fold(&self.desk.facts());
        let (drm, declared) = (books.month(month), Box::new(books.declare(month)));
        let period = DrmPeriodId::of(self.estate, month).uuid();
        let before: DrmPeriod = self.desk.current(DrmPeriodId::of(self.estate, month.previous()).uuid());
        let preceding = match before {
            DrmPeriod::Unopened => Preceding::BeforeBooks,
            before if before.is_closed() => Preceding::Closed,
            _ => Preceding::Open,
        };
        let close = DrmPeriodCommand::Close { drm, declared, artefacts: Vec::new(), preceding, on };
        self.try_command::<DrmPeriod>(period, close)
    }

    pub fn file(&mut self, month: Month, on: Date) -> Result<(), Refusal> {
        let file = DrmPeriodCommand::File { reference: Some("CIEL-1".to_owned()), on };
        self.try_command::<DrmPeriod>(DrmPeriodId::of(self.estate, month).uuid(), file)
    }
}

fn wish(lines: &[(Wanted, i64)], destination: SaleDestination) -> Wish {
    let line = |(wanted, bottles): &(Wanted, i64)| OrderLine {
        wanted: *wanted,
        bottles: *bottles,
        unit_price_cents: Money::from_cents(850),
        discount: None,
    };
    Wish { customer: None, destination, basis: PriceBasis::Net, lines: lines.iter().map(line).collect() }
}
