//! The goldens in the shape of a build script, compiled: names that are hard to carry, hostile prose, recursion.
#![warn(missing_docs)]

/// Declares a module a case, and the list of them.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        $(
            /// A case.
            pub mod $name {
                include!(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/", stringify!($name), "/client.rs"));
            }
        )*

        const CASES: &[&str] = &[$(stringify!($name)),*];
    };
}

cases!(ebuychina, hostile, kingdee, names, shapes);

#[test]
fn no_golden_is_left_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<String> = entries
        .filter(|path| path.join("client.rs").is_file())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, CASES);
}
