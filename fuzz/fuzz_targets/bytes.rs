//! Any bytes, into a model that has a field of each kind, and into a value of any shape.
#![no_main]

use docwright_fuzz::{Every, check, check_value};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::<Every>(bytes);
    check_value(bytes);
});
