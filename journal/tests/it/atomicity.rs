use domain::decider::Refusal;
use journal::{Operation, PerformError, Unit, UnitError};
use serde::Serialize;
use uuid::Uuid;

use crate::common::{Bench, Fill, Slip, Tank, TankCommand, TankEvent, Transfer};

/// Reads states through a unit.
#[derive(Serialize)]
struct Look(#[serde(skip)] Vec<Uuid>);

impl Operation for Look {
    const NAME: &'static str = "look";
    type Answer = Vec<(i64, usize)>;

    async fn run(&self, unit: &mut Unit) -> Result<Self::Answer, UnitError> {
        let mut seen = Vec::new();
        for tank in &self.0 {
            seen.push((unit.state::<Tank>(*tank).await?.ml, unit.version::<Tank>(*tank).await?));
        }
        Ok(seen)
    }
}

#[tokio::test]
async fn several_aggregates_are_appended_together_in_the_order_they_emitted() {
    let bench = Bench::new().await;
    let [from, to, slip] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    bench.perform(&Fill::new(from, 100)).await.unwrap();
    let performed = bench.perform(&Transfer { from, to, slip, ml: 30 }).await.unwrap();
    assert_eq!((performed.position, performed.events, performed.replayed), (4, 3, false));

    let events = bench.journal.feed(bench.estate, 1, 10).await.unwrap();
    let told: Vec<_> = events.iter().map(|e| (e.position, e.event_type.as_str(), e.sequence)).collect();
    assert_eq!(told, [(2, "Written", 1), (3, "Filled", 1), (4, "Drawn", 2)]);
    assert!(events.iter().all(|event| event.recorded_at == events[0].recorded_at));
    assert_eq!(events[2].event::<TankEvent>().unwrap(), TankEvent::Drawn { ml: 30 });
    let metadata = events[0].told().unwrap();
    assert_eq!(
        (metadata.operation.as_str(), metadata.request_id.as_deref()),
        ("transfer", Some("request-1"))
    );

    let seen = bench.perform(&Look(vec![from, to, Uuid::now_v7()])).await.unwrap();
    assert_eq!(seen.answer, [(70, 2), (30, 1), (0, 0)]);
    assert_eq!((seen.events, seen.position), (0, 4));
}

#[tokio::test]
async fn a_refusal_half_way_leaves_nothing() {
    let bench = Bench::new().await;
    let [from, to, slip] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    let refused = bench.perform(&Transfer { from, to, slip, ml: 30 }).await.unwrap_err();
    let PerformError::Refused(Refusal { code, .. }) = refused else { panic!("{refused}") };
    assert_eq!(code, "OVERDRAWN");
    assert!(bench.journal.feed(bench.estate, 0, 10).await.unwrap().is_empty());
    assert_eq!(bench.journal.head(bench.estate).await.unwrap().position, 0);
}

/// Emits on streams of two types alternately, and looks at what it did.
#[derive(Serialize)]
struct Alternate {
    tank: Uuid,
    slip: Uuid,
}

impl Operation for Alternate {
    const NAME: &'static str = "alternate";
    type Answer = (i64, usize, Option<String>);

    async fn run(&self, unit: &mut Unit) -> Result<Self::Answer, UnitError> {
        let fill = |ml, note: &str| TankCommand::Fill { ml, note: note.to_owned() };
        unit.execute::<Tank>(self.tank, fill(5, "a")).await?;
        let text = "\u{1F347} \"L'été\"\n\\ \u{7f}".to_owned();
        unit.execute::<Slip>(self.slip, crate::common::SlipCommand::Write { text }).await?;
        let emitted = unit.execute::<Tank>(self.tank, TankCommand::Draw { ml: 5 }).await?;
        assert_eq!(emitted, [TankEvent::Drawn { ml: 5 }], "the draw saw the fill");
        assert!(unit.execute::<Tank>(self.tank, fill(0, "")).await?.is_empty());
        unit.execute::<Tank>(self.tank, fill(2, "b")).await?;
        let tank = unit.state::<Tank>(self.tank).await?;
        let version = unit.version::<Tank>(self.tank).await?;
        Ok((tank.ml, version, unit.state::<Slip>(self.slip).await?.text.clone()))
    }
}

#[tokio::test]
async fn later_commands_of_a_unit_see_what_earlier_ones_emitted() {
    let bench = Bench::new().await;
    let alternate = Alternate { tank: Uuid::now_v7(), slip: Uuid::now_v7() };
    let performed = bench.perform(&alternate).await.unwrap();
    assert_eq!(performed.answer, (2, 3, Some("\u{1F347} \"L'été\"\n\\ \u{7f}".to_owned())));
    let events = bench.journal.feed(bench.estate, 0, 10).await.unwrap();
    let order: Vec<_> = events.iter().map(|e| (e.aggregate_type.as_str(), e.sequence)).collect();
    assert_eq!(order, [("tank", 1), ("slip", 1), ("tank", 2), ("tank", 3)]);
    assert_eq!(bench.verify().await.unwrap().events, 4);
}
