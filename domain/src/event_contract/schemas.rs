use super::catalogue::{current, generated};
use super::compatibility::{advice, breaks};
use super::files;

/// The committed schemas are those of the code, and nothing that was written under them is lost. A difference that
/// breaks nothing is written with `UPDATE_SCHEMAS=1`; one that does is refused even then.
#[test]
fn schemas_are_those_of_the_code() {
    let committed = files::schemas();
    for (version, schema) in generated() {
        let title = version.title();
        if let Some(old) = committed.get(&version) {
            let faults = breaks(old, &schema);
            assert!(faults.is_empty(), "{}", advice(&title, &faults));
            if *old == schema {
                continue;
            }
        }
        assert!(
            files::updating(),
            "the schema of {title} is not the one in docs/events: run `UPDATE_SCHEMAS=1 cargo test -p domain schemas`"
        );
        files::write(&files::schema_of(&version), &schema);
    }
}

/// A version that was ever published stays described, and nothing else is.
#[test]
fn schemas_of_every_version_are_kept() {
    let committed = files::schemas();
    let current = current();
    for version in &current {
        for number in 1..version.number {
            let earlier = super::catalogue::Version { number, ..version.clone() };
            assert!(committed.contains_key(&earlier), "the schema of {} is gone", earlier.title());
        }
    }
    for version in committed.keys() {
        let known =
            current.iter().find(|it| (&it.aggregate, &it.event) == (&version.aggregate, &version.event));
        let known = known.unwrap_or_else(|| {
            panic!(
                "{} has a schema and no code: events of it may be stored, so the type must stay",
                version.title()
            )
        });
        assert!(version.number <= known.number, "{} is newer than the code", version.title());
    }
}
