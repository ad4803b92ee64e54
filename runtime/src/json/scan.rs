//! Looking at eight bytes at a time.

const ONES: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = ONES * 0x80;

/// How many bytes come before the first that must be escaped in a text.
#[inline]
pub(super) fn length_without_escape(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (index, chunk) in chunks.iter().enumerate() {
        let special = special(u64::from_le_bytes(*chunk));
        if special != 0 {
            return index * 8 + first(special);
        }
    }
    let within = rest.iter().position(|byte| *byte < 0x20 || *byte == b'"' || *byte == b'\\');
    bytes.len() - rest.len() + within.unwrap_or(rest.len())
}

/// How many digits the bytes begin with; `None` where there are 16 or more, or the end is near.
#[inline]
pub(super) fn length_of_digits(bytes: &[u8]) -> Option<usize> {
    let other = other_than_digits(u64::from_le_bytes(*bytes.first_chunk()?));
    if other != 0 {
        return Some(first(other));
    }
    let other = other_than_digits(u64::from_le_bytes(*bytes[8..].first_chunk()?));
    (other != 0).then(|| 8 + first(other))
}

/// The highest bit of the first byte that is below 0x20, a quote or a backslash, and perhaps bits of later bytes:
/// subtracting borrows from the highest bit of such a byte, and the highest bit is not set in ASCII.
#[inline]
fn special(eight: u64) -> u64 {
    let below = |value: u64, bound: u64| value.wrapping_sub(ONES * bound) & !value;
    let quote = below(eight ^ (ONES * 0x22), 1);
    let backslash = below(eight ^ (ONES * 0x5c), 1);
    (below(eight, 0x20) | quote | backslash) & HIGH
}

/// The highest bit of the first byte that is not a digit, and perhaps bits of later bytes: adding carries into the
/// highest bit of such a byte.
#[inline]
fn other_than_digits(eight: u64) -> u64 {
    let digits = eight ^ (ONES * 0x30);
    (digits.wrapping_add(ONES * 0x76) | digits) & HIGH
}

/// The position of the first byte whose highest bit is set.
#[inline]
fn first(marks: u64) -> usize {
    (marks.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{length_of_digits, length_without_escape};

    proptest! {
        #[test]
        fn escapes_are_found_where_a_plain_search_finds_them(bytes in proptest::collection::vec(letters(), 0..40)) {
            let found = bytes.iter().position(|byte| *byte < 0x20 || *byte == b'"' || *byte == b'\\');
            prop_assert_eq!(length_without_escape(&bytes), found.unwrap_or(bytes.len()));
        }

        #[test]
        fn digits_are_counted_up_to_fifteen(digits in "[0-9]{0,20}", other in prop_oneof![Just(b'/'), Just(b':'), letters()]) {
            let mut bytes = digits.into_bytes();
            let count = bytes.len() + usize::from(other.is_ascii_digit());
            bytes.push(other);
            bytes.extend_from_slice(b"/-+:.e\xff      ");
            prop_assert_eq!(length_of_digits(&bytes), Some(count).filter(|count| *count < 16));
        }
    }

    fn letters() -> impl Strategy<Value = u8> {
        prop_oneof![Just(b'"'), Just(b'\\'), Just(0x1f), Just(0x20), Just(0x7f), Just(0x80), Just(0xff), any::<u8>()]
    }
}
