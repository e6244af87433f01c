//! A migration that is added must change the name of the template, so it must rebuild this crate.

fn main() {
    println!("cargo::rerun-if-changed=../migrations");
}
