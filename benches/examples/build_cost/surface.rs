//! An API that is made up: each operation has a request with two types, and an answer with six.

use docwright::source::Source;
use docwright::spec::{self, DocumentInfo, EnumValue, Examples, Field, Method, Operation, Type, Types, yaml};
use docwright::{ir, lower};

const FIELDS: usize = 25;
const OPERATIONS_A_GROUP: usize = 20;
const API: &str = "title: Made up\n\
    server: https://example.com\n\
    envelope: {success: {field: code, equals: 0}, code: code, message: message, data: data}\n";
const WORDS: [&str; 20] = [
    "bill", "store", "member", "card", "stock", "order", "goods", "price", "amount", "tax", "unit", "color", "brand",
    "region", "device", "coupon", "level", "point", "channel", "batch",
];

/// The API, the same one each time.
pub(crate) fn api(operations: usize) -> ir::Api {
    let api: spec::Api = yaml::read(&Source::new("api.yaml", API)).unwrap_or_else(|finding| panic!("{finding:?}"));
    let mut dice = Dice(12_345);
    let operations: Vec<Operation> = (0..operations).map(|index| operation(index, &mut dice)).collect();
    let lowered = lower::lower(&lower::Input {
        name: "made_up",
        specification: "specs/made_up",
        api: &api,
        recipe: None,
        operations: &operations,
        pinned: &lower::PinnedNames::default(),
    });
    lowered.api
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn operation(index: usize, dice: &mut Dice) -> Operation {
    let (group, name) =
        (format!("group_{}", index / OPERATIONS_A_GROUP), format!("save_{}_{index}", WORDS[index % 20]));
    let request = spec::Request {
        encoding: Some(spec::Encoding::Json),
        fields: [("bill_no", Type::String), ("page", Type::Integer), ("entry", Type::Named("Entry".to_owned()))]
            .map(|(name, type_)| Field { required: Some(name == "entry"), ..Field::new(name, type_) })
            .to_vec(),
        types: types(&["Entry", "Detail"], dice),
        ..spec::Request::default()
    };
    let response = spec::Response {
        fields: vec![
            Field::new("code", Type::Integer),
            Field::new("message", Type::String),
            Field::new("data", Type::Named("Data".to_owned())),
        ],
        types: types(&["Data", "Row", "Member", "Goods", "Payment", "Store"], dice),
        ..spec::Response::default()
    };
    Operation {
        method: Method::Post,
        path: format!("/v2/{group}/{name}"),
        name: name.clone(),
        group,
        summary: Some("保存单据".to_owned()),
        document: DocumentInfo { file: format!("documents/{name}.md"), ..DocumentInfo::default() },
        request,
        response,
        errors: Vec::new(),
        examples: Examples::default(),
        places: Default::default(),
    }
}

/// Types of 25 fields each, of which each holds the next one, alone or in a list.
fn types(names: &[&str], dice: &mut Dice) -> Types {
    let type_ = |(index, name): (usize, &&str)| {
        let mut fields: Vec<Field> = (0..FIELDS).map(|index| field(index, dice)).collect();
        if let Some(next) = names.get(index + 1) {
            let next_type = Type::Named((*next).to_owned());
            let next_type = if dice.roll(2) == 0 { next_type.list() } else { next_type };
            fields[FIELDS - 1] = Field::new(next.to_lowercase(), next_type);
        }
        ((*name).to_owned(), fields)
    };
    names.iter().enumerate().map(type_).collect()
}

fn field(index: usize, dice: &mut Dice) -> Field {
    let type_ = match dice.roll(25) {
        0..12 => Type::String,
        12..17 => Type::Integer,
        17..22 => Type::Number,
        22..24 => Type::Boolean,
        _ => Type::String.list(),
    };
    let name = format!("{}_{}_{index}", WORDS[dice.roll(20)], ["id", "name", "no", "type", "time"][dice.roll(5)]);
    let mut field =
        Field { description: Some("单据的一个字段，说明在此".to_owned()), ..Field::new(name, type_) };
    if field.type_ == Type::String && dice.roll(20) == 0 {
        let value = |(code, label): (&str, &str)| EnumValue { value: code.into(), label: label.to_owned() };
        field.enumeration = [("A", "已保存"), ("B", "已审核"), ("C", "已关闭"), ("D", "已作废")].map(value).to_vec();
    }
    field
}
