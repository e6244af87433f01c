use domain::article::{Article, ArticleCommand, OfferedLot, Price, PriceList, PriceTier};
use domain::capsule_account::{CapsuleAccount, CapsuleCommand};
use domain::claims::LabelClaims;
use domain::drm_period::{DrmPeriod, DrmPeriodCommand};
use domain::harvest::{Harvest, HarvestCommand};
use domain::invoice::PriceBasis;
use domain::order::Wanted;
use domain::parcel::{Parcel, ParcelCommand};
use domain::terms::{Country, SaleDestination};
use domain::till::Closed;
use domain::units::{
    ArticleId, Date, DrmPeriodId, HarvestId, InvoiceId, Money, MovementId, OrderId, PaymentId, Rate, Volume,
};
use domain::vat::{Analysis, Vat, VatCommand};
use domain::{movement::Operation, units::LotId};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::operations::{lot_number, operation};
use super::{House, day, identity, month};

/// What a step is made of: figures that each kind of step reads in its own way.
#[derive(Clone, Copy, Debug)]
pub struct Roll {
    pub kind: u16,
    pub place: u16,
    pub label: u16,
    pub much: u16,
    pub how: u16,
    pub when: u16,
}

impl Roll {
    /// 1 August 2026 to 10 February 2027.
    pub fn on(self) -> Date {
        (0..self.when % 193).fold(day("2026-08-01"), |day, _| day.next())
    }

    /// The same figures read as another kind of step.
    fn turned(self) -> Self {
        let Self { kind, place, label, much, how, when } = self;
        Self { kind: place, place: label, label: much, much: how, how: when, when: kind }
    }
}

/// One of these, if there is any.
pub fn pick<T: Copy>(all: &[T], figure: u16) -> Option<T> {
    all.get(usize::from(figure) % all.len().max(1)).copied()
}

/// An estate after some hundred steps that follow from the seed, refused ones among them. Days are drawn at random, so
/// most entries are dated before others.
pub fn random_house(number: u128, seed: u8, steps: usize) -> House {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let roll = any::<[u16; 6]>().prop_map(|[kind, place, label, much, how, when]| Roll {
        kind,
        place,
        label,
        much,
        how,
        when,
    });
    let rolls = prop::collection::vec(roll, steps).new_tree(&mut runner).unwrap().current();
    let mut life = Life {
        house: House::open(number),
        movements: Vec::new(),
        orders: Vec::new(),
        harvests: Vec::new(),
        invoices: Vec::new(),
        payments: Vec::new(),
        sold_on: day("2026-08-03"),
    };
    life.begin();
    for roll in rolls {
        life.step(roll);
    }
    life.house
}

struct Life {
    house: House,
    movements: Vec<MovementId>,
    orders: Vec<OrderId>,
    harvests: Vec<HarvestId>,
    invoices: Vec<InvoiceId>,
    payments: Vec<(InvoiceId, PaymentId)>,
    sold_on: Date,
}

impl Life {
    /// Wine and bottles on the first days, so that less is refused afterwards.
    fn begin(&mut self) {
        let open = CapsuleCommand::Open { kind: House::boxes(), count: 500, month: month("2026-08") };
        let boxes = House::boxes().account(self.house.estate).uuid();
        self.house.try_command::<CapsuleAccount>(boxes, open).unwrap();
        let sizes = [750, 750, 750, 750, 3_000];
        let (vat, wine) = (self.house.vat(1), self.house.wine(House::LABELS[0]));
        let opening = Operation::OpeningInVat { vat, wine, volume_ml: Volume::from_hl(90) };
        self.house.record(opening, day("2026-08-01")).unwrap();
        for (number, size_ml) in (0..).zip(sizes) {
            let in_box = size_ml == 3_000;
            let lot_number = lot_number(number);
            let bottling = Operation::Bottling {
                vat,
                lot: self.house.lot(&lot_number),
                lot_number,
                bottles: if in_box { 100 } else { 600 },
                size_ml,
                loss_ml: Volume::from_ml(900),
                vintage: Some(2025),
                capsules: Some(if in_box { House::boxes() } else { House::capsules() }),
            };
            self.movements.push(self.house.record(bottling, day("2026-08-02")).unwrap());
        }
    }

    /// Refusals are part of the life of an estate: they write nothing.
    fn step(&mut self, roll: Roll) {
        if roll.label.is_multiple_of(4) {
            self.sell(roll.turned());
        }
        match roll.kind % 27 {
            0..=13 => {
                let operation = operation(&mut self.house, &self.harvests, roll);
                self.movements.extend(self.house.record(operation, roll.on()));
            }
            14 => {
                let operation = operation(&mut self.house, &self.harvests, roll.turned());
                self.movements.extend(self.house.draft(operation, roll.on()));
            }
            15..=18 => self.again(roll),
            19..=20 => self.order(roll),
            21 => self.capsules(roll),
            22 => self.handle(roll),
            23 if roll.how.is_multiple_of(3) => self.describe(roll),
            23 => self.period(roll),
            24 if roll.how.is_multiple_of(5) => self.locate(roll),
            24 => self.plan(roll),
            _ => self.article(roll),
        }
    }

    /// Invoices, credits, pays, and closes the till. Days follow each other, as the numbers of documents do.
    fn sell(&mut self, roll: Roll) {
        self.sold_on = self.sold_on.plus_days(roll.when % 3);
        let (on, count) = (self.sold_on, i64::from(roll.much % 60) + 1);
        let buyer = roll.place % 6;
        let Some(invoice) = pick(&self.invoices, roll.label).filter(|_| roll.how % 9 > 1) else {
            let order = pick(&self.orders, roll.label).filter(|_| roll.how.is_multiple_of(2));
            self.invoices.extend(self.house.issue(order, count, buyer, on));
            return;
        };
        match roll.how % 9 {
            2 | 3 => {
                let some = roll.place.is_multiple_of(2).then_some(count % 7 + 1);
                self.invoices.extend(self.house.credit(invoice, some, on));
            }
            4 => self.invoices.extend(self.house.replace(invoice, count, buyer, on)),
            5 | 6 => {
                let paid = self.house.pay(invoice, i64::from(roll.much % 300) * 100 - 2_000, on);
                self.payments.extend(paid.map(|payment| (invoice, payment)));
            }
            7 => {
                if let Some((invoice, payment)) = pick(&self.payments, roll.place) {
                    let _ = self.house.reverse_payment(invoice, payment, on);
                }
            }
            _ => self.close_till(roll),
        }
    }

    fn close_till(&mut self, roll: Roll) {
        let what = match roll.place % 9 {
            0..=2 => Closed::Month(month("2026-08")),
            3 => Closed::Year(2026),
            _ => Closed::Day(self.sold_on.previous()),
        };
        let _ = self.house.close_till(what);
    }

    /// Reverses, amends, validates or discards a movement.
    fn again(&mut self, roll: Roll) {
        let Some(movement) = pick(&self.movements, roll.place) else { return };
        let _ = match roll.how % 5 {
            0 | 1 => self.house.reverse(movement, roll.on()).map(drop),
            2 => {
                let operation = operation(&mut self.house, &self.harvests, roll.turned());
                self.house.amend(movement, operation, roll.on())
            }
            3 => self.house.validate(movement),
            _ => self.house.discard(movement),
        };
    }

    fn order(&mut self, roll: Roll) {
        let on = roll.on();
        let lots: Vec<LotId> =
            (0..2).map(|next| self.house.lot(&lot_number(roll.label.wrapping_add(next)))).collect();
        let article = Wanted::Article(ArticleId::of(self.house.estate, &format!("ART-{}", roll.label % 3)));
        let first = if roll.how.is_multiple_of(5) { article } else { Wanted::Lot(lots[0]) };
        let lines =
            [(first, i64::from(roll.how % 40) + 1), (Wanted::Lot(lots[1]), i64::from(roll.how % 7) + 1)];
        let lines = &lines[..=usize::from(roll.how % 2)];
        let _ = match (roll.place % 10, pick(&self.orders, roll.much)) {
            (0 | 1, _) | (_, None) => {
                let abroad = Country::parse("BE").filter(|_| roll.how.is_multiple_of(3));
                let destination =
                    abroad.map_or(SaleDestination::FranceCrd, |country| SaleDestination::Export { country });
                self.house.wish(lines, destination, on).map(|id| self.orders.push(id))
            }
            (8, Some(order)) => {
                let some = roll.much.is_multiple_of(2).then(|| i64::from(roll.much % 5) + 1);
                self.house.return_order(order, u32::from(roll.how % 2) + 1, some, on)
            }
            (9, Some(order)) => self.house.amend_order(order, lines, on),
            (2..=5, Some(order)) => self.house.confirm_order(order, on),
            (6, Some(order)) => {
                let some = roll.much.is_multiple_of(2).then(|| i64::from(roll.much % 9) + 1);
                self.house.dispatch_order(order, some, on)
            }
            (_, Some(order)) => self.house.cancel_order(order, on),
        };
    }

    fn capsules(&mut self, roll: Roll) {
        let (count, on) = (i64::from(roll.much % 400) + 1, roll.on());
        let command = match roll.place % 4 {
            0 => CapsuleCommand::Buy { count, on },
            1 => CapsuleCommand::Destroy { count, on },
            2 => CapsuleCommand::TakeBack { count, on },
            _ => CapsuleCommand::Count { counted: count * 5, on },
        };
        let _ = self.house.move_capsules(command, on);
    }

    fn handle(&mut self, roll: Roll) {
        let (vat, on) = (self.house.vat(u128::from(roll.place % 4) + 1), roll.on());
        let figure = |figure: u16| (figure.is_multiple_of(2)).then_some(i64::from(figure));
        let command = match roll.label % 8 {
            0..=2 => VatCommand::Add {
                product: "SO₂".to_owned(),
                product_lot: None,
                quantity_mg: i64::from(roll.much) + 1,
                on,
            },
            7 if roll.much.is_multiple_of(5) => VatCommand::Retire { on },
            _ => {
                let analysis = Analysis {
                    free_so2_mg_per_l: figure(roll.much % 300),
                    temperature_decidegrees: figure(roll.how % 300),
                    density_g_per_m3: Some(993_000),
                    ..Analysis::default()
                };
                VatCommand::Analyse { analysis, on }
            }
        };
        let _ = self.house.try_command::<Vat>(vat.uuid(), command);
    }

    /// One of three identities, so that the same is stated again.
    fn describe(&mut self, roll: Roll) {
        let _ = self.house.describe(identity(roll.much % 3));
    }

    fn period(&mut self, roll: Roll) {
        // Only the first two months are ever closed: a house that may write nothing any more is of no use.
        let of = if roll.place.is_multiple_of(2) { month("2026-08") } else { month("2026-09") };
        let period = DrmPeriodId::of(self.house.estate, of).uuid();
        let on = day("2027-02-11");
        let _ = match roll.label % 8 {
            0 if roll.much.is_multiple_of(3) => self.house.close(of, on),
            1 | 2 => self.house.file(of, on),
            3 | 4 => {
                let amend = DrmPeriodCommand::Amend {
                    observation: "erreur de report".to_owned(),
                    on,
                    corrections: Vec::new(),
                };
                self.house.try_command::<DrmPeriod>(period, amend)
            }
            _ => self.house.try_command::<DrmPeriod>(period, DrmPeriodCommand::Open { month: of }),
        };
    }

    /// Parcels lie in one place or two.
    fn locate(&mut self, roll: Roll) {
        let places = ["Vallet", "Le Pallet"][..=usize::from(roll.much % 2)].iter();
        let command = ParcelCommand::Locate { places: places.map(ToString::to_string).collect() };
        let _ = self.house.try_command::<Parcel>(self.house.parcel().uuid(), command);
    }

    /// One of three SKUs; some are never offered again.
    fn article(&mut self, roll: Roll) {
        let sku = format!("ART-{}", roll.place % 3);
        let id = ArticleId::of(self.house.estate, &sku).uuid();
        let number = lot_number(roll.label % 4);
        let lot = self.house.lot(&number);
        let offered = OfferedLot::of(lot, &self.house.desk.current(lot.uuid()), Vec::new());
        let known = self.house.desk.current::<Article>(id) != Article::Unknown;
        let command = match (roll.how % 9, offered) {
            (_, Ok(offered)) if !known => ArticleCommand::Register {
                sku,
                name: "Muscadet d’été".to_owned(),
                lots: vec![offered],
                claims: LabelClaims { vintage: Some(2025), ..LabelClaims::default() },
                vat_rate: Rate::from_basis_points(2_000),
                reason: Some("registre papier".to_owned()),
            },
            (0..=2, Ok(lot)) => ArticleCommand::AddLot { lot, reason: Some("registre papier".to_owned()) },
            (3, _) => ArticleCommand::RemoveLot { lot },
            (4, _) => ArticleCommand::Amend {
                name: format!("Cuvée {}", roll.much % 3),
                claims: LabelClaims::default(),
                vat_rate: Rate::from_basis_points(2_000),
                lots: Vec::new(),
                reason: None,
            },
            (5, _) if roll.much.is_multiple_of(6) => ArticleCommand::Retire { on: roll.on() },
            _ => {
                let tier =
                    PriceTier { from_bottles: 1, unit_price_cents: Money::from_cents(roll.much.into()) };
                let price = Price { basis: PriceBasis::Gross, tiers: vec![tier] };
                let list = if roll.much.is_multiple_of(2) { "CONSUMER" } else { "TRADE" };
                let list = PriceList::parse(list).unwrap();
                ArticleCommand::SetPrice { list, since: roll.on(), price }
            }
        };
        let _ = self.house.try_command::<Article>(id, command);
    }

    fn plan(&mut self, roll: Roll) {
        let id = HarvestId::new(self.house.fresh());
        let plan = HarvestCommand::Plan { parcel: self.house.parcel(), on: roll.on() };
        if self.house.try_command::<Harvest>(id.uuid(), plan).is_ok() {
            self.harvests.push(id);
        }
    }
}
