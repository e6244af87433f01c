use std::fmt::Write as _;

use async_graphql::resolver_utils::{EnumType, enum_value};

use super::fields::{ANSWERS, ROOTS, TYPES};
use super::{Capability, DOWNLOADS, Need, roles_of};
use crate::people::Role;

/// `docs/roles.md`: the table role × capability, and what each field needs.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Roles\n\nPrinted by `monchai roles` from `gateway/src/access/`; a test holds this page against it.\n\n\
         A field whose need is not met is answered `FORBIDDEN`, and nothing of the request runs. What is not declared \
         is denied. A token can do what both its own role and its owner's allow. An auditor's membership has a last \
         day.\n\n| capability |",
    );
    for role in Role::ALL {
        let _ = write!(page, " `{role}` |");
    }
    page.push_str("\n|---|");
    page.push_str(&":-:|".repeat(Role::ALL.len()));
    page.push('\n');
    for capability in Capability::ALL {
        let _ = write!(page, "| `{}` |", name(capability));
        for role in Role::ALL {
            page.push_str(if roles_of(capability).contains(&role) { " ● |" } else { "  |" });
        }
        page.push('\n');
    }
    page.push_str(
        "\nValidating a movement that corrects the books (an inventory, a change of name, the opening stock, a \
         counter-entry) needs `CORRECT`, whoever wrote its draft.\n\n## What each field needs\n\n",
    );
    rows(&mut page, "Root field", ROOTS.iter().map(|(field, need)| (*field, *need)));
    page.push_str("\nFields of an object that is reached need, besides:\n\n");
    rows(&mut page, "Object", TYPES.iter().map(|(object, need)| (*object, *need)));
    let _ = writeln!(
        page,
        "\nA connection and its edges need what their nodes need. Answers to commands need nothing of their own: {}.",
        ANSWERS.iter().map(|answer| format!("`{answer}`")).collect::<Vec<_>>().join(", ")
    );
    page.push_str("\n## What each download needs\n\n| Route | needs |\n|---|---|\n");
    for (route, needs) in DOWNLOADS {
        let needs: Vec<_> = needs.iter().map(|need| word(*need)).collect();
        let _ = writeln!(page, "| `{route}` | {} |", needs.join(" and "));
    }
    page
}

fn rows<'a>(page: &mut String, title: &str, needs: impl Iterator<Item = (&'a str, Need)>) {
    let _ = writeln!(page, "| {title} | needs |\n|---|---|");
    for (field, need) in needs {
        let _ = writeln!(page, "| `{field}` | {} |", word(need));
    }
}

fn word(need: Need) -> String {
    match need {
        Need::Nothing => "nothing".to_owned(),
        Need::Account => "an account".to_owned(),
        Need::Can(capability) => format!("`{}`", name(capability)),
    }
}

/// A capability as GraphQL writes it.
fn name<T: EnumType>(value: T) -> String {
    enum_value(value).to_string()
}
