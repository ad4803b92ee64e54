//! Any bytes, into the models that were generated from documents; seeded with the answers that the documents show.
#![no_main]

use docwright_clients::{ebuychina, kingdee};
use docwright_fuzz::check;
use docwright_runtime::Operation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::<<kingdee::retail::GetCouponCenter as Operation>::Output>(bytes);
    check::<<kingdee::retail::GetAccountBalanceInfo as Operation>::Output>(bytes);
    check::<<ebuychina::member::GetMemberAssets as Operation>::Output>(bytes);
});
