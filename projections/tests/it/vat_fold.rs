//! The rule by which a vat's row knows its wine, held against the domain's own walk of the timeline.

use domain::Fact;
use domain::decider::{Context, Decider};
use domain::terms::{LossCause, ReclassificationKind};
use domain::units::{Date, EstateId, MovementId, VatId, Volume, WineId};
use domain::vat::{Loss, Material, Purpose, Source, Vat, VatCommand};
use projections::cellar::{Cellar, CellarRows};
use projections::contract::{Envelope, Model, Rows};
use proptest::prelude::*;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::support::{MemoryDesk, day};

const VAT: VatId = VatId::new(Uuid::from_u128(1));

/// Kind, wine, how much, day.
type Roll = (u8, u8, i64, u8);

fn on(figure: u8) -> Date {
    (0..figure).fold(day("2026-09-01"), |day, _| day.next())
}

/// Few wines, few days and round volumes: vats run empty, take another wine, and learn later what came before.
fn command((kind, wine, much, when): Roll, movement: MovementId, done: &[MovementId]) -> VatCommand {
    let on = on(when);
    let wine = WineId::new(Uuid::from_u128(u128::from(wine % 3)));
    let volume_ml = Volume::from_litres(much);
    match kind {
        0..=3 => {
            VatCommand::Receive { movement, source: Source::Purchase { supplier: None }, wine, volume_ml, on }
        }
        4..=6 => {
            let purpose = Purpose::Transfer { to: VatId::new(Uuid::from_u128(2)) };
            VatCommand::Draw { movement, purpose, volume_ml, loss: None, on }
        }
        7 => VatCommand::Lose { movement, loss: Loss { volume_ml, cause: LossCause::Processing }, on },
        8 => VatCommand::Reclassify { movement, to: wine, kind: ReclassificationKind::Fallback, on },
        9 | 10 => {
            let counted_ml = if much == 1 { Volume::ZERO } else { volume_ml };
            VatCommand::Adjust {
                movement,
                counted_ml,
                wine: Some(wine),
                reason: "inventaire".to_owned(),
                on,
                annual: false,
            }
        }
        _ => {
            let reverses = done.get(usize::from(when) % done.len().max(1)).copied().unwrap_or(movement);
            VatCommand::Reverse { movement, reverses, on }
        }
    }
}

fn envelope(position: i64) -> Envelope {
    Envelope {
        estate: EstateId::new(Uuid::nil()),
        position,
        recorded_at: OffsetDateTime::UNIX_EPOCH,
        aggregate_type: Vat::TYPE.to_owned(),
        aggregate_id: VAT.to_string(),
        event_type: String::new(),
        actor: None,
    }
}

fn check(rolls: &[Roll]) -> Result<(), TestCaseError> {
    let context = Context { now_ms: 0, today: day("2027-02-15"), actor: MemoryDesk::actor() };
    let mut rows = CellarRows::default();
    for table in rows.tables() {
        table.begin_whole();
    }
    let (mut vat, mut done, mut position) = (Vat::default(), Vec::new(), 0);
    let (code, capacity_ml, material) = ("C1".to_owned(), Volume::from_hl(1), Material::Wood);
    let commission = VatCommand::Commission { code, capacity_ml, material, on: on(0) };
    let commands = rolls.iter().enumerate().map(|(number, roll)| {
        let movement = MovementId::new(Uuid::from_u128(u128::try_from(number).unwrap()));
        (Some(*roll), movement)
    });
    for (roll, movement) in std::iter::once((None, MovementId::new(Uuid::nil()))).chain(commands) {
        let command = roll.map_or(commission.clone(), |roll| command(roll, movement, &done));
        let Ok(events) = vat.decide(command, &context) else { continue };
        done.push(movement);
        for event in events {
            vat.evolve(&event);
            position += 1;
            Cellar::fold(&mut rows, &Fact::Vat(VAT, event), &envelope(position)).unwrap();
        }
        let Vat::InService(vessel) = &vat else { panic!("never retired") };
        let row = rows.vats.get(&(VAT,)).unwrap().unwrap();
        prop_assert_eq!((row.content_ml, row.wine_id), vessel.contents.last());
        prop_assert_eq!(row.last_on, vessel.contents.last_day());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn content_and_wine_are_those_of_the_timeline(
        rolls in prop::collection::vec((0..13_u8, 0..3_u8, 1..4_i64, 0..6_u8), 1..25)
    ) {
        check(&rolls)?;
    }
}
