use domain::capsule_account::CapsuleCommand;
use domain::drm_period::{DrmPeriod, DrmPeriodCommand};
use domain::harvest::{Harvest, HarvestCommand};
use domain::movement::Operation;
use domain::terms::{BulkDestination, Country, LossCause, ReclassificationKind, Regime, SaleDestination};
use domain::units::{Date, DrmPeriodId, HarvestId, MovementId, OrderId, VatId, Volume, WineId};
use domain::vat::{Analysis, Share, Vat, VatCommand};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::{House, day, month};

/// What a step is made of: figures that each kind of step reads in its own way.
type Figures = [u16; 6];

/// An estate after some hundred steps that follow from the seed, refused ones among them. Days are drawn at random, so
/// most entries are dated before others.
pub fn random_house(number: u128, seed: u8, steps: usize) -> House {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let figures = prop::collection::vec(any::<Figures>(), steps).new_tree(&mut runner).unwrap().current();
    let mut life =
        Life { house: House::open(number), movements: Vec::new(), orders: Vec::new(), harvests: Vec::new() };
    life.begin();
    for figures in figures {
        life.step(figures);
    }
    life.house
}

struct Life {
    house: House,
    movements: Vec<MovementId>,
    orders: Vec<OrderId>,
    harvests: Vec<HarvestId>,
}

fn on(figure: u16) -> Date {
    // 1 August 2026 to 10 February 2027.
    (0..figure % 193).fold(day("2026-08-01"), |day, _| day.next())
}

fn pick<T: Copy>(all: &[T], figure: u16) -> Option<T> {
    all.get(usize::from(figure) % all.len().max(1)).copied()
}

fn ml(figure: u16) -> Volume {
    Volume::from_ml(i64::from(figure) * 100 + 7)
}

impl Life {
    /// Wine and bottles on the first days, so that less is refused afterwards.
    fn begin(&mut self) {
        let (vat, wine) = (self.house.vat(1), self.house.wine(House::LABELS[0]));
        let opening = Operation::OpeningInVat { vat, wine, volume_ml: Volume::from_hl(90) };
        self.house.record(opening, day("2026-08-01")).unwrap();
        for number in 0..4 {
            let lot_number = Self::lot_number(number);
            let (lot, bottles, size_ml, loss_ml) =
                (self.house.lot(&lot_number), 600, 750, Volume::from_ml(900));
            let (vintage, capsules) = (Some(2025), Some(House::capsules()));
            let bottling =
                Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules };
            self.movements.push(self.house.record(bottling, day("2026-08-02")).unwrap());
        }
    }

    fn vat(&self, figure: u16) -> VatId {
        self.house.vat(u128::from(figure % 4) + 1)
    }

    fn wine(&self, figure: u16) -> WineId {
        // One wine in most vats, so that entries are not refused for a second one.
        let label =
            if figure.is_multiple_of(7) { House::LABELS[usize::from(figure % 3)] } else { House::LABELS[0] };
        self.house.wine(label)
    }

    fn lot_number(figure: u16) -> String {
        format!("L26-{}", figure % 9)
    }

    /// Refusals are part of the life of an estate: they write nothing.
    fn step(&mut self, figures: Figures) {
        let [kind, a, _, _, _, d] = figures;
        match kind % 25 {
            0..=13 => {
                if let Some(operation) = self.operation(figures) {
                    let _ = self.house.record(operation, on(d)).map(|id| self.movements.push(id));
                }
            }
            14 => {
                let operation = self.operation([a % 14, a, d, a, d, d]);
                if let Some(operation) = operation {
                    let _ = self.house.draft(operation, on(d)).map(|id| self.movements.push(id));
                }
            }
            15..=18 => self.again(figures),
            19..=20 => self.order(figures),
            21 => self.capsules(figures),
            22 => self.handle(figures),
            23 => self.period(figures),
            _ => self.plan(figures),
        }
    }

    fn operation(&mut self, [kind, a, b, c, e, _]: Figures) -> Option<Operation> {
        let house = &self.house;
        let (vat, lot_number) = (self.vat(a), Self::lot_number(b));
        let lot = house.lot(&lot_number);
        let bottles = i64::from(c % 600) + 1;
        Some(match kind % 14 {
            0 | 1 => {
                let harvest = pick(&self.harvests, e).unwrap_or(HarvestId::new(self.house.fresh()));
                let (parcel, wine, weight_kg) = (self.house.parcel(), self.wine(b), Some(i64::from(c) + 1));
                let (volume_ml, waste_ml) = (ml(c) + Volume::from_hl(5), ml(e % 900));
                let potential_abv = None;
                Operation::Harvest {
                    harvest,
                    parcel,
                    vat,
                    wine,
                    vintage: 2026,
                    volume_ml,
                    waste_ml,
                    weight_kg,
                    potential_abv,
                }
            }
            2 | 3 => {
                let other = self.vat(a + 1 + b % 3);
                let sources = if e.is_multiple_of(3) {
                    let third = self.vat(a + 3);
                    vec![Share { vat, volume_ml: ml(c) }, Share { vat: third, volume_ml: ml(e) }]
                } else {
                    vec![Share { vat, volume_ml: ml(c) }]
                };
                Operation::Transfer { sources, to: other, loss_ml: ml(e % 50) }
            }
            4 => {
                let causes =
                    [LossCause::Processing, LossCause::TankStorage, LossCause::Accident, LossCause::Missing];
                Operation::Loss { vat, volume_ml: ml(c % 2_000), cause: pick(&causes, e)? }
            }
            5 => {
                let causes = [LossCause::Breakage, LossCause::Sampling, LossCause::Missing];
                Operation::BottleLoss { lot, bottles: bottles % 9 + 1, cause: pick(&causes, e)? }
            }
            6 | 7 => {
                let capsules = (!e.is_multiple_of(4)).then_some(House::capsules());
                let (vintage, size_ml, loss_ml) = (Some(2025), 750, ml(e % 30));
                Operation::Bottling { vat, lot, lot_number, bottles, size_ml, loss_ml, vintage, capsules }
            }
            8 => {
                let abroad = SaleDestination::Export { country: Country::parse("BE")? };
                let destination = if e.is_multiple_of(3) { abroad } else { SaleDestination::FranceCrd };
                Operation::Sale { lot, bottles: bottles % 60 + 1, destination, order: None }
            }
            9 => Operation::SaleReturn {
                lot,
                bottles: bottles % 6 + 1,
                sold_on: on(e),
                reason: "retour".to_owned(),
            },
            10 => {
                let destination = if e.is_multiple_of(2) {
                    BulkDestination::Contract { number: "C-1".to_owned() }
                } else {
                    BulkDestination::FranceWithoutContract
                };
                Operation::BulkDispatch { vat, volume_ml: ml(c), destination }
            }
            11 => Operation::Reclassification { vat, to: self.wine(b), kind: ReclassificationKind::Fallback },
            12 => {
                let (counted_ml, wine) = (ml(c), Some(self.wine(b)));
                let counted = i64::from(c % 500);
                if e.is_multiple_of(2) {
                    let counted_ml = if e.is_multiple_of(3) { Volume::ZERO } else { counted_ml };
                    Operation::Adjustment { vat, counted_ml, wine, reason: "inventaire".to_owned() }
                } else {
                    Operation::LotAdjustment { lot, counted, reason: "inventaire".to_owned() }
                }
            }
            _ if e.is_multiple_of(2) => {
                Operation::OpeningInVat { vat, wine: house.wine(House::LABELS[0]), volume_ml: ml(c) }
            }
            _ => {
                let (wine, regime) = (house.wine(House::LABELS[0]), Regime::Paid);
                let (size_ml, vintage, capsules) = (750, None, None);
                Operation::OpeningInBottles {
                    lot,
                    lot_number,
                    wine,
                    regime,
                    bottles: bottles % 90 + 1,
                    size_ml,
                    vintage,
                    capsules,
                }
            }
        })
    }

    /// Reverses, amends, validates or discards a movement.
    fn again(&mut self, [kind, a, b, c, e, d]: Figures) {
        let Some(movement) = pick(&self.movements, a) else { return };
        let _ = match kind % 5 {
            0 | 1 => self.house.reverse(movement, on(d)).map(drop),
            2 => match self.operation([b, c, e, a, d, d]) {
                Some(operation) => self.house.amend(movement, operation, on(d)),
                None => Ok(()),
            },
            3 => self.house.validate(movement),
            _ => self.house.discard(movement),
        };
    }

    fn order(&mut self, [_, a, b, c, e, d]: Figures) {
        let lots = [Self::lot_number(b), Self::lot_number(b + 1)].map(|number| self.house.lot(&number));
        let order = pick(&self.orders, c);
        let _ = match (a % 8, order) {
            (0 | 1, _) | (_, None) => {
                let lines = [(lots[0], i64::from(e % 40) + 1), (lots[1], i64::from(e % 7) + 1)];
                let lines = &lines[..usize::from(e % 2) + 1];
                self.house.place_order(lines, on(d)).map(|id| self.orders.push(id))
            }
            (2..=5, Some(order)) => self.house.confirm_order(order, on(d)),
            (6, Some(order)) => self.house.dispatch_order(order, on(d)),
            (_, Some(order)) => self.house.cancel_order(order, on(d)),
        };
    }

    fn capsules(&mut self, [_, a, _, c, _, d]: Figures) {
        let (count, on) = (i64::from(c % 400) + 1, on(d));
        let command = match a % 4 {
            0 => CapsuleCommand::Buy { count, on },
            1 => CapsuleCommand::Destroy { count, on },
            2 => CapsuleCommand::TakeBack { count, on },
            _ => CapsuleCommand::Count { counted: count * 5, on },
        };
        let _ = self.house.move_capsules(command, on);
    }

    fn handle(&mut self, [_, a, b, c, e, d]: Figures) {
        let (vat, on) = (self.vat(a), on(d));
        let figure = |figure: u16| (figure.is_multiple_of(2)).then_some(i64::from(figure));
        let command = match b % 8 {
            0..=2 => {
                let (product, product_lot, quantity_mg) = ("SO₂".to_owned(), None, i64::from(c) + 1);
                VatCommand::Add { product, product_lot, quantity_mg, on }
            }
            7 if c.is_multiple_of(5) => VatCommand::Retire { on },
            _ => {
                let (free_so2_mg_per_l, temperature_decidegrees) = (figure(c), figure(e));
                let density_g_per_m3 = Some(993_000);
                let analysis = Analysis {
                    free_so2_mg_per_l,
                    temperature_decidegrees,
                    density_g_per_m3,
                    ..Analysis::default()
                };
                VatCommand::Analyse { analysis, on }
            }
        };
        let _ = self.house.try_command::<Vat>(vat.uuid(), command);
    }

    fn period(&mut self, [_, a, b, c, _, _]: Figures) {
        // Only the first two months are ever closed: a house that may write nothing any more is of no use.
        let of = if a.is_multiple_of(2) { month("2026-08") } else { month("2026-09") };
        let period = DrmPeriodId::of(self.house.estate, of).uuid();
        let on = day("2027-02-11");
        let _ = match b % 8 {
            0 if c.is_multiple_of(3) => self.house.close(of, on),
            1 | 2 => self.house.file(of, on),
            3 | 4 => {
                let amend = DrmPeriodCommand::Amend { observation: "erreur de report".to_owned(), on };
                self.house.try_command::<DrmPeriod>(period, amend)
            }
            _ => self.house.try_command::<DrmPeriod>(period, DrmPeriodCommand::Open { month: of }),
        };
    }

    fn plan(&mut self, [_, _, _, _, _, d]: Figures) {
        let id = HarvestId::new(self.house.fresh());
        let plan = HarvestCommand::Plan { parcel: self.house.parcel(), on: on(d) };
        if self.house.try_command::<Harvest>(id.uuid(), plan).is_ok() {
            self.harvests.push(id);
        }
    }
}
