//! Answers of a chosen size, and the types that read them: as the generator writes them, and with serde derived. Many
//! callers at once: [`load`].

use std::fmt::Write as _;

pub mod derived;
pub mod load;
pub mod tables;

/// What an answer consists of, mostly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// Prices, amounts and counts.
    Numbers,
    /// Names and remarks, most of them Chinese.
    Texts,
}

/// An answer of about `size` bytes, the same one each time.
pub fn answer(mix: Mix, size: usize) -> Vec<u8> {
    let mut out = String::from(r#"{"count":1,"rows":["#);
    let mut dice = 12_345_u64;
    let mut roll = move |sides: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    while out.len() < size {
        // Writing into a string does not fail.
        match mix {
            Mix::Numbers => _ = push_numbers(&mut out, &mut roll),
            Mix::Texts => _ = push_texts(&mut out, &mut roll),
        }
    }
    out.pop();
    out.push_str("]}");
    out.into_bytes()
}

fn push_numbers(out: &mut String, roll: &mut impl FnMut(u64) -> u64) -> std::fmt::Result {
    write!(out, r#"{{"id":{},"kind":{},"open":{},"#, roll(1 << 40), 1 + roll(3), roll(2) == 0)?;
    for name in ["price", "amount", "discount", "balance", "rate"] {
        write!(out, r#""{name}":{}.{:02},"#, roll(100_000), roll(100))?;
    }
    write!(out, r#""count":{},"points":{},"#, roll(1000), roll(100_000))?;
    write!(out, r#""history":[{}.{},{}.5,{}],"name":"n{}"}},"#, roll(100), roll(1000), roll(10), roll(10), roll(99))
}

fn push_texts(out: &mut String, roll: &mut impl FnMut(u64) -> u64) -> std::fmt::Result {
    const WORDS: [&str; 6] = [
        "优惠券满一百减十元",
        "仅限门店使用",
        "remark with words",
        "说明：\\n不可叠加",
        "会员日",
        "Shanghai \\\"A\\\"",
    ];
    let mut words = |count: u64| (0..count).map(|_| WORDS[roll(6) as usize]).collect::<Vec<_>>().join(" ");
    let texts = [words(1), words(2), words(6), words(3), words(1), words(2)];
    write!(out, r#"{{"id":{},"name":"{}","title":"{}","remark":"{}","#, roll(1 << 40), texts[0], texts[1], texts[2])?;
    write!(out, r#""address":"{}","city":"{}","tags":["{}"],"kind":{}}},"#, texts[3], texts[4], texts[5], 1 + roll(3))
}
