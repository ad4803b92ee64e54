//! Answers that are JSON, and mostly of the documented shape, into a model that has a field of each kind.
#![no_main]

use docwright_fuzz::{Answer, Every, check, check_order, check_value};

libfuzzer_sys::fuzz_target!(|answer: Answer| {
    let written = answer.written();
    check::<Every>(written.as_bytes());
    check_value(written.as_bytes());
    check_order::<Every>(written.as_bytes(), answer.reversed().as_bytes());
});
