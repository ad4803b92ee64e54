//! Decoding and encoding: tables against derived serde with `f64`, and with the number that keeps its digits.

use docwright_benches::{Mix, answer, derived, tables};
use docwright_runtime::{Number, json};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const CASES: [(Mix, usize); 4] =
    [(Mix::Numbers, 100_000), (Mix::Texts, 100_000), (Mix::Numbers, 10_000_000), (Mix::Texts, 10_000_000)];

fn main() {
    divan::main();
}

fn measure<T>(bencher: Bencher<'_, '_>, (mix, size): (Mix, usize), run: impl Fn(&[u8]) -> T + Sync) {
    let bytes = answer(mix, size);
    bencher.counter(BytesCount::new(bytes.len())).bench(|| run(black_box(&bytes)));
}

fn measure_encoding<T: Sync>(
    bencher: Bencher<'_, '_>,
    (mix, size): (Mix, usize),
    decode: impl Fn(&[u8]) -> T,
    encode: impl Fn(&T) -> Vec<u8> + Sync,
) {
    let value = decode(&answer(mix, size));
    bencher.counter(BytesCount::new(encode(&value).len())).bench(|| encode(black_box(&value)));
}

fn tables_from(bytes: &[u8]) -> tables::Answer {
    json::decode_as(bytes).expect("the answer is as documented")
}

fn derived_from<N: serde::de::DeserializeOwned>(bytes: &[u8]) -> derived::Answer<N> {
    serde_json::from_slice(bytes).expect("the answer is as documented")
}

fn derived_to<N: serde::Serialize>(value: &derived::Answer<N>) -> Vec<u8> {
    serde_json::to_vec(value).expect("the value can be written")
}

#[divan::bench(args = CASES)]
fn decode_tables(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure(bencher, case, tables_from);
}

#[divan::bench(args = CASES)]
fn decode_derived_f64(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure(bencher, case, derived_from::<f64>);
}

#[divan::bench(args = CASES)]
fn decode_derived_number(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure(bencher, case, derived_from::<Number>);
}

#[divan::bench(args = CASES)]
fn encode_tables(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure_encoding(bencher, case, tables_from, |value| json::encode(value));
}

#[divan::bench(args = CASES)]
fn encode_derived_f64(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure_encoding(bencher, case, derived_from::<f64>, derived_to);
}

#[divan::bench(args = CASES)]
fn encode_derived_number(bencher: Bencher<'_, '_>, case: (Mix, usize)) {
    measure_encoding(bencher, case, derived_from::<Number>, derived_to);
}
