//! Writes the client of each case, as a build script writes one: `tests/goldens_compile.rs` compiles them.

#[path = "tests/case/mod.rs"]
mod case;

use std::path::PathBuf;

use docwright::codegen;

fn main() {
    println!("cargo::rerun-if-changed=cases");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    for name in case::names() {
        let client = codegen::emit_build_script(&case::lower_case(&name).api);
        std::fs::write(out.join(format!("{name}.rs")), client).expect("a file that can be written");
    }
}
