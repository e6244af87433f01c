use super::{ClaimLimit, ClaimRule, LabelClaims, Severity};
use crate::lineage::{Component, Lineage, MakeUp, Origin, Provenance};
use crate::terms::Indication;
use crate::units::{Date, Rate, Volume, WineId, folded};

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It holds.
    Met,
    /// It would hold if enough of the wine of which it is not told were so.
    Unproven,
    /// It does not hold, whatever that wine is.
    Broken,
}

/// One rule with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: ClaimRule,
    /// What the label says; empty where it is the wine's own name.
    pub claimed: String,
    /// The least share.
    pub minimum: Rate,
    /// How much is known to be so.
    pub named_ml: Volume,
    /// Of how much it is not told.
    pub untold_ml: Volume,
    /// All of the wine.
    pub whole_ml: Volume,
    /// By how much rounding to millilitres may have shifted the share; it counts for the label.
    pub rounding_ml: Volume,
    /// How the claim stands.
    pub outcome: Outcome,
    /// What follows, where it does not hold.
    pub severity: Option<Severity>,
    /// Where the rule is written.
    pub source: String,
}

/// How much of a wine is so.
#[derive(Clone, Copy)]
struct Weighed {
    named: Volume,
    untold: Volume,
    whole: Volume,
    rounding: Volume,
}

/// The wine that a label is put on.
struct Subject<'a> {
    lineage: &'a Lineage,
    make_up: &'a MakeUp,
    indication: Option<Indication>,
}

/// Holds what the label of a wine says against what the wine is made of, rule by rule, on that day. A rule that the table
/// does not know on that day says nothing.
pub fn judge(
    lineage: &Lineage,
    make_up: &MakeUp,
    wine: WineId,
    label: &LabelClaims,
    table: &[ClaimLimit],
    on: Date,
) -> Vec<Finding> {
    let subject = Subject { lineage, make_up, indication: lineage.indication(wine) };
    let rules = ClaimRule::ALL.into_iter().filter_map(|rule| Some((rule, ClaimLimit::on(table, rule, on)?)));
    rules.filter_map(|(rule, limit)| subject.hold(rule, limit, label)).collect()
}

impl Subject<'_> {
    /// The finding of a rule, where the label says anything that it speaks of.
    fn hold(&self, rule: ClaimRule, limit: &ClaimLimit, label: &LabelClaims) -> Option<Finding> {
        let one_grape = label.grapes.len() == 1;
        let (claimed, weighed) = match rule {
            ClaimRule::Pdo if self.indication == Some(Indication::Pdo) => {
                (String::new(), self.weigh_area(Indication::Pdo))
            }
            ClaimRule::Pgi if self.indication == Some(Indication::Pgi) => {
                (String::new(), self.weigh_area(Indication::Pgi))
            }
            ClaimRule::Vintage => {
                let claimed = label.vintage?;
                (claimed.to_string(), self.weigh(|_, known| known.vintage.map(|vintage| vintage == claimed)))
            }
            ClaimRule::SingleGrape if one_grape => {
                let claimed = label.grapes.first()?;
                (claimed.clone(), self.weigh_grapes(std::slice::from_ref(claimed)))
            }
            ClaimRule::SeveralGrapes | ClaimRule::GrapeOrder if label.grapes.len() > 1 => {
                (label.grapes.join(", "), self.weigh_grapes(&label.grapes))
            }
            ClaimRule::SmallerUnit => {
                let claimed = label.place.clone()?;
                let weighed = self.weigh_place(&claimed);
                (claimed, weighed)
            }
            ClaimRule::Pdo
            | ClaimRule::Pgi
            | ClaimRule::SingleGrape
            | ClaimRule::SeveralGrapes
            | ClaimRule::GrapeOrder => return None,
        };
        let outcome = match rule {
            ClaimRule::GrapeOrder => self.order(&label.grapes, weighed.untold),
            _ => weighed.outcome(limit.minimum),
        };
        Some(finding(limit, claimed, weighed, outcome))
    }

    /// Sums by what is told of each component: that it is so, that it is not, or nothing.
    fn weigh(&self, so: impl Fn(Component, &Provenance) -> Option<bool>) -> Weighed {
        let named = self.lineage.share(self.make_up, |component, known| so(component, known) == Some(true));
        let untold = self.lineage.share(self.make_up, |component, known| so(component, known).is_none());
        Weighed { named, untold, whole: self.make_up.volume(), rounding: self.make_up.rounding() }
    }

    fn weigh_grapes(&self, named: &[String]) -> Weighed {
        let named: Vec<String> = named.iter().map(|grape| folded(grape)).collect();
        self.weigh(|_, known| known.grape.as_deref().map(|grape| named.contains(&folded(grape))))
    }

    /// A smaller unit is named beside a designation or an indication, never alone (2019/33 art. 55).
    fn weigh_place(&self, place: &str) -> Weighed {
        let (place, bears_name) = (folded(place), self.indication != Some(Indication::None));
        let lies_there = |known: &Provenance| known.places.iter().any(|at| folded(at) == place);
        self.weigh(|_, known| match (bears_name, known.parcel) {
            (false, _) => Some(false),
            (true, Some(_)) => Some(lies_there(known)),
            (true, None) => None,
        })
    }

    /// Wine is of the area when it came into the books under a name as narrow, and has lost none on the way: names are
    /// given up, and never taken (repli and déclassement go one way).
    fn weigh_area(&self, borne: Indication) -> Weighed {
        self.weigh(|component, known| match known.origin {
            _ if component.downgraded => Some(false),
            Origin::Untraced | Origin::Found(_) => None,
            _ => {
                let came_as = known.wine.and_then(|wine| self.lineage.indication(wine));
                came_as.map(|came_as| came_as.is_at_least(borne))
            }
        })
    }

    /// Each grape is there, and no less than the next.
    fn order(&self, grapes: &[String], untold: Volume) -> Outcome {
        let shares: Vec<Volume> =
            grapes.iter().map(|grape| self.weigh_grapes(std::slice::from_ref(grape)).named).collect();
        let slack = self.make_up.rounding();
        let falls = |at_hand: Volume| {
            shares.windows(2).all(|pair| pair[0] + at_hand >= pair[1])
                && shares.iter().all(|share| (*share + at_hand).is_positive())
        };
        let certain = shares.windows(2).all(|pair| pair[0] + slack >= pair[1] + untold)
            && shares.iter().all(|share| share.is_positive());
        if certain {
            Outcome::Met
        } else if untold.is_positive() && falls(untold + slack) {
            Outcome::Unproven
        } else {
            Outcome::Broken
        }
    }
}

impl Weighed {
    /// Exact: share × 10 000 against hundredths of a per cent × the whole, in whole millilitres. What rounding may have
    /// shifted counts for a claim of less than all: of three bottlings of a blend of 85 %, none is refused for a
    /// millilitre. A component of nothing is never made by rounding, so 100 % needs no such thing.
    fn outcome(self, minimum: Rate) -> Outcome {
        let reaches = |share: Volume| {
            i128::from(share.ml()) * 10_000
                >= i128::from(minimum.basis_points()) * i128::from(self.whole.ml())
        };
        let rounding = if minimum.basis_points() < 10_000 { self.rounding } else { Volume::ZERO };
        if reaches(self.named + rounding) {
            Outcome::Met
        } else if self.untold.is_positive() && reaches(self.named + self.untold + rounding) {
            Outcome::Unproven
        } else {
            Outcome::Broken
        }
    }
}

fn finding(limit: &ClaimLimit, claimed: String, weighed: Weighed, outcome: Outcome) -> Finding {
    Finding {
        rule: limit.rule,
        claimed,
        minimum: limit.minimum,
        named_ml: weighed.named,
        untold_ml: weighed.untold,
        whole_ml: weighed.whole,
        rounding_ml: weighed.rounding,
        outcome,
        severity: match outcome {
            Outcome::Met => None,
            Outcome::Unproven => Some(limit.unproven),
            Outcome::Broken => Some(limit.broken),
        },
        source: limit.source.clone(),
    }
}
