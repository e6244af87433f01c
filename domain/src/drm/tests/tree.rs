//! The nodes of the tree against the reference table of the portals' movement codes.

use std::collections::BTreeSet;

use crate::drm::{CapsuleNode, Node, Side};

const MOVEMENTS: &str = include_str!("../../../../fixtures/reference/drm_movements.csv");

#[test]
fn names_and_paths_tell_nodes_apart() {
    let names: BTreeSet<&str> = Node::ALL.iter().map(|node| node.name()).collect();
    assert_eq!(names.len(), Node::ALL.len());
    for node in Node::ALL {
        assert_eq!(Node::from_name(node.name()), Some(*node));
        let side = if node.side() == Side::Entry { "entrees-periode/" } else { "sorties-periode/" };
        assert!(node.path().starts_with(side), "{node:?}");
    }
    assert_eq!(Node::from_name("NOWHERE"), None);
    for balance in [true, false] {
        let of_balance = Node::ALL.iter().filter(|node| node.name().starts_with("PAID_") == balance);
        let paths: Vec<&str> = of_balance.map(|node| node.path()).collect();
        assert_eq!(paths.iter().collect::<BTreeSet<_>>().len(), paths.len());
    }
}

#[test]
fn every_movement_of_the_portals_has_its_node() {
    let rows = MOVEMENTS.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut seen = 0;
    for row in rows {
        let columns: Vec<&str> = row.split(',').collect();
        let (regime, category, path) = (columns[1], columns[2], columns[4]);
        if category.starts_with("stocks") {
            continue;
        }
        let paid = regime == "acquitte";
        let found =
            Node::ALL.iter().find(|node| node.path() == path && node.name().starts_with("PAID_") == paid);
        assert!(found.is_some(), "{row}");
        assert_eq!(found.map(|node| node.side() == Side::Entry), Some(category == "entrees"), "{row}");
        seen += 1;
    }
    assert!(seen > 60, "{seen} rows");
}

#[test]
fn nodes_of_capsules_stand_on_their_side() {
    let names: BTreeSet<&str> = CapsuleNode::ALL.iter().map(|node| node.name()).collect();
    assert_eq!(names.len(), CapsuleNode::ALL.len());
    for node in CapsuleNode::ALL {
        let side = if node.side() == Side::Entry { "entrees-capsules/" } else { "sorties-capsules/" };
        assert!(node.path().starts_with(side), "{node:?}");
    }
}
