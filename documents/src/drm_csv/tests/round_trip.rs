//! What is written is read back as it was.

use std::collections::HashSet;

use domain::drm::declared::DocumentKind;
use domain::drm::{CapsuleNode, Side};
use domain::terms::{CapsuleColour, CapsuleKind, CapsuleRegime, FiscalCategory, Regime};
use domain::units::{Abv, Date, Money, Month, Volume};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::write;
use crate::drm_csv::{
    Annexe, BulkSale, CapsuleAccount, CapsuleMovement, Complement, DrmFile, Movement, NonClearance,
    ProductKey, StatisticKind, WineAccount, read,
};
use crate::reference::capsule_sizes;
use crate::reference::movements::{self, Dialect, Need};

/// Words with everything that could break a cell.
fn text() -> impl Strategy<Value = String> {
    let word = "[a-zA-Zéèêàçôûœ0-9,;\"'’#()&\t\r\n ./°€-]{0,30}";
    word.prop_map(|text| text.trim().to_owned())
}

fn named() -> impl Strategy<Value = String> {
    text().prop_map(|text| if text.is_empty() { "Rosé, « l'été »; \"2026\"".to_owned() } else { text })
}

fn volume() -> impl Strategy<Value = Volume> {
    (0_i64..1_000_000_000).prop_map(Volume::from_ml)
}

fn month() -> impl Strategy<Value = Month> {
    (2015_u16..2030, 1_u8..=12).prop_map(|(year, month)| Month::new(year, month).unwrap())
}

fn sale() -> impl Strategy<Value = BulkSale> {
    let price = option::of((0_i64..100_000).prop_map(Money::from_cents));
    (price, named()).prop_map(|(price, name)| BulkSale {
        price,
        buyer_accise: Some("FR0000000009N".to_owned()),
        buyer_name: Some(name),
    })
}

fn movement(dialect: Dialect, regime: Regime) -> impl Strategy<Value = Movement> {
    let known = movements::all().iter().filter(move |code| {
        code.regime == regime && movements::find(dialect, regime, code.side(), &code.code) == Some(*code)
    });
    let told = (volume(), month(), named(), option::of(named()), option::of(sale()));
    (select(known.collect::<Vec<_>>()), told).prop_map(|(code, (volume, month, contract, document, sale))| {
        Movement {
            country: code.needs(Need::Country).then(|| "Royaume-Uni".to_owned()),
            replacement: code.needs(Need::ReplacementMonth).then_some(month),
            contract: (code.needs(Need::Contract) || code.needs(Need::Buyer)).then_some(contract),
            document,
            sale,
            ..Movement::new(code, volume)
        }
    })
}

fn wine(dialect: Dialect) -> impl Strategy<Value = WineAccount> {
    let columns = (named(), text(), text(), text(), text(), text(), text(), text());
    let product = (columns, named()).prop_map(|(columns, libelle)| {
        let (certification, genre, appellation, mention, place, colour, grape, complement) = columns;
        let columns = [certification, genre, appellation, mention, place, colour, grape, complement];
        ProductKey { columns, libelle }
    });
    let complement = (option::of(51_u16..10_000), option::of(any::<bool>()), option::of(named()));
    let complement = complement.prop_map(|(abv, premix, observations)| Complement {
        abv: abv.and_then(Abv::from_centipercent),
        premix,
        observations,
    });
    (product, select(vec![Regime::Suspended, Regime::Paid]), complement).prop_flat_map(
        move |(product, regime, complement)| {
            let (product, complement) = (product.clone(), complement.clone());
            (vec(movement(dialect, regime), 0..6), volume(), any::<bool>()).prop_map(
                move |(movements, spare, claimed)| {
                    let mut account = WineAccount {
                        product: product.clone(),
                        regime,
                        opening: Volume::ZERO,
                        opening_claimed: claimed.then_some(Volume::ZERO),
                        movements,
                        closing: spare,
                        closing_claimed: claimed.then_some(spare),
                        complement: complement.clone(),
                        line: 0,
                    };
                    account.opening = account.exits() + spare;
                    account.closing = account.opening + account.entries() - account.exits();
                    account
                },
            )
        },
    )
}

fn capsule() -> impl Strategy<Value = CapsuleAccount> {
    let colours = [CapsuleColour::Green, CapsuleColour::Blue, CapsuleColour::WineLees, CapsuleColour::Orange];
    let regimes =
        [CapsuleRegime::CollectiveSuspended, CapsuleRegime::CollectivePaid, CapsuleRegime::Personalised];
    let categories = [
        FiscalCategory::Still,
        FiscalCategory::Sparkling,
        FiscalCategory::Intermediate,
        FiscalCategory::CognacArmagnac,
        FiscalCategory::Spirit,
    ];
    let kind = (
        select(categories.to_vec()),
        select(regimes.to_vec()),
        select(capsule_sizes::all()),
        option::of(select(colours.to_vec())),
    );
    let kind = kind.prop_map(|(category, regime, size, colour)| CapsuleKind {
        category,
        regime,
        size_ml: size.millilitres,
        bag_in_box: size.bag_in_box,
        colour,
    });
    let movement = (select(CapsuleNode::ALL), 0_i64..100_000).prop_map(|(node, count)| CapsuleMovement {
        node,
        count,
        line: 0,
    });
    (kind, vec(movement, 0..6), option::of(named())).prop_map(|(kind, movements, observations)| {
        let mut account = CapsuleAccount { kind, opening: 0, movements, closing: 0, observations, line: 0 };
        account.opening = account.exits();
        account.closing = account.entries();
        account
    })
}

fn annexes() -> impl Strategy<Value = Vec<Annexe>> {
    let count = option::of(1_u32..100);
    let documents = option::of((select(DocumentKind::ALL.to_vec()), 1_u32..1_000, 0_u32..50, count));
    let statistic = option::of((select(StatisticKind::ALL.to_vec()), volume()));
    let consignee = option::of(select(vec!["FR000430".to_owned(), "BE12345678901".to_owned()]));
    let cleared = vec((1_u32..28, consignee), 0..4);
    (documents, statistic, cleared).prop_map(|(documents, statistic, cleared)| {
        let documents = documents.map(|(kind, first, used, count)| Annexe::Documents {
            kind,
            first: format!("A{first}"),
            last: format!("A{}", first + used),
            count,
        });
        let statistic = statistic.map(|(kind, volume)| Annexe::Statistic { kind, volume });
        let cleared = cleared.into_iter().enumerate().map(|(index, (day, consignee))| {
            Annexe::NonClearance(NonClearance {
                document: format!("26FRG{index}"),
                dispatched_on: Date::from_ymd(2026, 7, u8::try_from(day).unwrap()).unwrap(),
                consignee,
            })
        });
        documents.into_iter().chain(cleared).chain(statistic).collect()
    })
}

fn file() -> impl Strategy<Value = DrmFile> {
    select(Dialect::ALL.to_vec()).prop_flat_map(|dialect| {
        let parts = (month(), vec(wine(dialect), 1..5), vec(capsule(), 0..4), annexes(), any::<bool>());
        parts.prop_map(move |(period, accounts, capsules, annexes, numbered)| DrmFile {
            dialect,
            period,
            identifier: Some("99999902".to_owned()),
            siret: numbered.then(|| "12345678901234".to_owned()),
            cvi: numbered.then(|| "2B12345678".to_owned()),
            accise: Some("FR0000000002V".to_owned()),
            accounts,
            capsules,
            annexes,
        })
    })
}

/// Without the lines, and without what would be told twice: the same product, the same row.
fn comparable(mut file: DrmFile) -> DrmFile {
    let mut seen = HashSet::new();
    file.accounts.retain(|account| seen.insert((account.product.clone(), account.regime)));
    for account in &mut file.accounts {
        account.line = 0;
        let mut seen = HashSet::new();
        account.movements.retain_mut(|movement| {
            movement.line = 0;
            seen.insert((movement.side() == Side::Entry, movement.code.code.clone()))
        });
        account.closing = account.opening + account.entries() - account.exits();
        account.closing_claimed = account.closing_claimed.map(|claimed| claimed.min(account.closing));
    }
    let mut seen = HashSet::new();
    file.capsules.retain(|account| seen.insert(account.kind));
    for account in &mut file.capsules {
        account.line = 0;
        let mut seen = HashSet::new();
        account.movements.retain_mut(|movement| {
            movement.line = 0;
            seen.insert(movement.node)
        });
        account.closing = account.opening + account.entries() - account.exits();
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_written_file_is_read_back_as_it_was(file in file()) {
        let file = comparable(file);
        let bytes = write(&file);
        let read_back = read(&bytes).map_err(|errors| {
            let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
            TestCaseError::fail(format!("{told:#?}\n{}", String::from_utf8_lossy(&bytes)))
        })?;
        prop_assert_eq!(comparable(read_back.clone()), file);
        // And from then on to the letter, lines included.
        prop_assert_eq!(read(&write(&read_back)), Ok(read_back));
    }
}
