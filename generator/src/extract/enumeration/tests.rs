//! The cases of enumerations in descriptions.

use super::*;

fn codes(description: &str, field_type: &Type) -> String {
    let read = read(description, field_type);
    let list = |values: &[EnumValue]| {
        values.iter().map(|value| format!("{}={}", value.value, value.label)).collect::<Vec<_>>().join(" ")
    };
    let families = read.families.iter().map(|family| format!("{}[{}]", family.label, list(&family.values)));
    std::iter::once(list(&read.values)).filter(|text| !text.is_empty()).chain(families).collect::<Vec<_>>().join(" ")
}

#[test]
fn two_families_in_nested_brackets_are_told_apart() {
    let text = "券状态(券(00 可用,01 已用(一码多次,还有次数),09 异常,不能用,35 配置异常),卡(0未激活 1可用 2冻结))";
    assert_eq!(
        codes(text, &Type::String),
        "券[00=可用 01=已用(一码多次,还有次数) 09=异常,不能用 35=配置异常] 卡[0=未激活 1=可用 2=冻结]"
    );
}

#[test]
fn a_family_of_one_code_stands_beside_another_family() {
    let text = "类型(券(Paper 纸券),卡(0 匿名,1 实名))";
    assert_eq!(codes(text, &Type::String), "券[Paper=纸券] 卡[0=匿名 1=实名]");
    assert_eq!(codes("类型(券(Paper 纸券),卡(实名))", &Type::String), "");
}

#[test]
fn codes_are_given_in_the_type_of_the_field() {
    assert_eq!(read("1-是 0-否", &Type::Integer).values[0].value, Scalar::Integer(1));
    assert_eq!(read("1-是 0-否", &Type::String).values[0].value, Scalar::from("1"));
    assert_eq!(read("true：是，false：否", &Type::Boolean).values[1].value, Scalar::Boolean(false));
    assert_eq!(read("01：甲，02：乙", &Type::Any).values[0].value, Scalar::from("01"));
    assert!(read("A：甲，B：乙", &Type::Integer).is_empty());
}

#[test]
fn the_default_is_read_with_the_list() {
    assert_eq!(read("规则；1: 按金额（默认）； 2:按数量", &Type::String).default, Some(Scalar::from("1")));
    assert_eq!(read("范围（默认:全部:“1”,抽样:“2”）", &Type::String).default, Some(Scalar::from("1")));
}
