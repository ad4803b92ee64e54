//! @generated from generator/recipes by the tests of generator/src/codegen/recipe.rs.

#[allow(unreachable_pub)]
#[path = "../../../../generated/src/kingdee/recipe.rs"]
pub(crate) mod kingdee_gateway;
#[allow(unreachable_pub)]
#[path = "../../../../generated/src/ebuychina/recipe.rs"]
pub(crate) mod ebuy_envelope;
pub(crate) mod aliyun_rpc;
pub(crate) mod derived_key;
pub(crate) mod dingtalk_robot;
pub(crate) mod provided_token;
pub(crate) mod taobao_top;
pub(crate) mod wechat_mp;
pub(crate) mod wechat_pay_v2;
pub(crate) mod youzan_push;
