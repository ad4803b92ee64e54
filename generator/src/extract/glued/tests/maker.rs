//! Makes pages as YApi's portal prints them, with the truth beside: schemas of realistic names, defaults, remarks,
//! hints and nesting, from a seed.

use serde_json::{Map, Value, json};

/// Numbers that look random and are the same on every machine.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % below as u64).unwrap_or_default()
    }

    /// True in so many cases of a hundred.
    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.roll(words.len())]
    }
}

/// A member of a made schema.
pub(super) struct Member {
    name: String,
    kind: &'static str,
    default: String,
    remark: String,
    hints: Vec<String>,
    /// For a list: the kind of its items.
    items: &'static str,
    members: Vec<Member>,
}

/// A made page and what is to be read from it.
pub(super) struct Made {
    pub text: String,
    pub request: Vec<(String, &'static str)>,
    pub response: Vec<(String, &'static str)>,
}

/// How the lists of a page are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// `tagsarray`, and the members of its items below.
    Plain,
    /// `tagsstring []`, as YApi itself prints it.
    Suffix,
    /// `tagsarray`, and below it a row `string` without a name where the items are no objects.
    Rows,
}

/// Makes a page; `with_examples` puts JSON examples on it.
pub(super) fn page(seed: u64, with_examples: bool, layout: Layout) -> Made {
    let dice = &mut Dice::new(seed);
    let (request, response) = (members(dice, 0), members(dice, 0));
    let mut text = String::from(
        "Skip to main content\n\n测试页面\n\n基本信息\n\n接口名称:测试页面状  态:未完成\n\
         接口路径:POST /a/v1/thing/save更新时间:2021-06-30 00:41:52\n\
         Mock地址:https://mock.example.com/mock/1/a/v1/thing/save\n\n请求参数\n\nHeaders:\n\n\
         参数名称参数值是否必填\nContent-Typeapplication/json\n\nBody:\n\n参数名称类型必填默认值备注其他信息\n",
    );
    print(&request, 0, layout, &mut text);
    text.push_str("\n返回数据\n\n参数名称类型必填默认值备注其他信息\n");
    print(&response, 0, layout, &mut text);
    if with_examples {
        for (title, members) in [("请求示例", &request), ("返回示例", &response)] {
            let value = example(members, dice);
            text.push_str(&format!("\n{title}:\n\n{}\n", serde_json::to_string_pretty(&value).unwrap_or_default()));
        }
    }
    text.push_str("api-id=7\n");
    Made { text, request: truth(&request), response: truth(&response) }
}

const NAMES: &str = "\
    id name type status code msg message data list total page pageSize page_num user_id userId userName \
    user_name mobile phone phoneNumber phone_number phonenumber email address province city createTime \
    create_time updated_at price amount count goods_sn goodsId orderNo order_number orderNumber ordernumber \
    serial_number cardNumber number string integer boolean object array stringList string_list objectId \
    object_id numberOfItems number_of_items is_integer isInteger is_boolean isNumber integer_part arrayIndex \
    array_size booleanFlag jsonString json_string jsonObject json_object jsonArray querystring query_string \
    queryString substring dataObject data_array dataType data_type valueType nullable is_null isNull file \
    fileUrl file_url imageURL URL ID _id $ref x y lat lng a1 field_9 key2 2fa user-name X-Token access_token \
    refreshToken expires_in title content desc description remark sort index level parent_id children items tags \
    images cover_image content_type timestamp sign nonceStr roomNumber accountnumber totalnumber minNumber \
    max_number lineString geojson objectType stringValue string_value numberValue intValue booleanValue \
    objectArray object_array stringArray numberArray integerArray arrayOfObject mapObject subobject subarray \
    bitstring 姓名 状态 备注信息 a.b user.name list[0] 是否删除";

const REMARKS: &[&str] = &[
    "名称",
    "用户id",
    "用户名",
    "手机号码",
    "短信验证码",
    "jwt的token",
    "ID编号",
    "id",
    "URL地址",
    "订单编号",
    "是否免运费",
    "1表示启用 2表示禁用",
    "1表示\"一级\" 2表示\"二级\"，3表示三级",
    "0:否,1:是",
    "0-待支付，1-已支付",
    "状态(0未激活 1可用)",
    "alipay：支付宝 wechat：微信",
    "类型: 1(留言),2(投诉)",
    "单位:元",
    "json格式字符串",
    "string类型",
    "integer或string",
    "字符串string",
    "JSON string格式",
    "user name",
    "the number of items",
    "数组array",
    "object对象",
    "yyyy-MM-dd HH:mm:ss",
    "备注",
    "描述",
    "时间戳(毫秒)",
    "第几页,从1开始",
    "每页条数,最大100",
    "APP的ID",
    "MD5值",
    "base64编码的图片",
    "32位字符串",
    "卡券类型(券(Ecoupon 电子券),卡(0 不记名,1 记名))",
    "券码",
    "积分余额",
    "手机号,11位",
    "（可选）",
    "【废弃】",
    "*必填",
    "-",
    "--",
    "null",
    "无",
    "http地址",
    "true:是 false:否",
    "number型",
    "当type=1时返回",
    "see type",
    "用户的name字段",
    "名称\n换行的备注",
    "\n券码\n",
    "1:男\n2:女\n0:未知",
    "取值：\nA 新建\nB 审核",
    "说明\n  缩进的备注",
    "{\"a\":\"string\"}",
    "格式如下\n{\n  \"id\": 1,\n  \"name\": \"string\"\n}",
];

fn members(dice: &mut Dice, depth: usize) -> Vec<Member> {
    let count = 1 + dice.roll(if depth == 0 { 12 } else { 6 });
    let mut members: Vec<Member> = Vec::new();
    for _ in 0..count {
        let name = name(dice);
        if members.iter().all(|member| member.name != name) {
            members.push(member(name, dice, depth));
        }
    }
    members
}

/// A name off the list, or one made of its parts in one of the three styles.
fn name(dice: &mut Dice) -> String {
    if dice.chance(60) {
        return dice.pick(&NAMES.split_whitespace().collect::<Vec<_>>()).to_owned();
    }
    let parts = ["user", "order", "goods", "shop", "card", "voucher", "valid", "start", "end", "real", "pay", "member"];
    let lasts =
        ["id", "no", "name", "time", "number", "string", "list", "object", "type", "count", "url", "array", "info"];
    let (first, last) = (dice.pick(&parts), dice.pick(&lasts));
    match dice.roll(3) {
        0 => format!("{first}_{last}"),
        1 => format!("{first}{}{}", last[..1].to_uppercase(), &last[1..]),
        _ => format!("{}{}{}{}", first, dice.pick(&parts), last[..1].to_uppercase(), &last[1..]),
    }
}

fn member(name: String, dice: &mut Dice, depth: usize) -> Member {
    let kinds = ["string", "string", "string", "integer", "number", "boolean", "object", "array"];
    let kind = kinds[dice.roll(if depth < 4 { kinds.len() } else { 6 })];
    let remark = if dice.chance(70) { dice.pick(REMARKS).to_owned() } else { String::new() };
    let default = if dice.chance(15) { default(kind, dice) } else { String::new() };
    let item_kinds = ["string", "integer", "number", "object", "object", "object"];
    let items = if kind == "array" { item_kinds[dice.roll(item_kinds.len())] } else { "" };
    let has_members = (kind == "object" || items == "object") && dice.chance(90);
    let inner = if has_members { members(dice, depth + 1) } else { Vec::new() };
    Member { name, kind, default, remark, hints: hints(kind, items, dice), items, members: inner }
}

fn default(kind: &str, dice: &mut Dice) -> String {
    match kind {
        "string" => dice.pick(&["sha256", "zh_CN", "1.0", "MD5", "json", "A", "utf-8", "CNY", "0", "default"]),
        "integer" => dice.pick(&["0", "1", "10", "20", "-1"]),
        "number" => dice.pick(&["0", "0.5", "1", "100.00"]),
        "boolean" => dice.pick(&["true", "false"]),
        _ => "",
    }
    .to_owned()
}

fn hints(kind: &str, items: &str, dice: &mut Dice) -> Vec<String> {
    let pool: &[&str] = match kind {
        "string" => {
            &["最大长度:50", "最小长度:1", "枚举:A,B", "枚举备注:A 新建 B 审核", "format:date-time", "Mock:@string"]
        }
        "integer" => &["最大值:100", "最小值:0", "枚举:0,1", "Mock:@integer"],
        "number" => &["最大值:100.5", "最小值:0", "Mock:@float"],
        "boolean" => &["Mock:@boolean"],
        "array" => &["最大数量:10", "最小数量:1", "元素是否都不同:true"],
        _ => &[],
    };
    let mut hints = pool.iter().filter(|_| dice.chance(20)).map(|&hint| hint.to_owned()).collect::<Vec<_>>();
    if kind == "array" && items != "object" && dice.chance(30) {
        hints.push(format!("item类型:{items}"));
    }
    hints
}

/// Prints rows as the portal does: cells glued, two spaces a level, the hints joined by line ends.
fn print(members: &[Member], depth: usize, layout: Layout, text: &mut String) {
    for member in members {
        let Member { name, kind, default, remark, hints, items, .. } = member;
        let indent = "  ".repeat(depth);
        let kind =
            if *kind == "array" && layout == Layout::Suffix { format!("{items} []") } else { (*kind).to_owned() };
        text.push_str(&format!("{indent}{name}{kind}{default}{remark}{}\n", hints.join("\n")));
        if layout == Layout::Rows && !items.is_empty() && *items != "object" {
            text.push_str(&format!("{indent}  {items}{remark}\n"));
        }
        print(&member.members, depth + 1, layout, text);
    }
}

fn truth(members: &[Member]) -> Vec<(String, &'static str)> {
    let mut rows = Vec::new();
    add_truth(members, "", &mut rows);
    rows
}

fn add_truth(members: &[Member], prefix: &str, rows: &mut Vec<(String, &'static str)>) {
    for member in members {
        let path = format!("{prefix}{}", member.name);
        rows.push((path.clone(), member.kind));
        let inner = if member.kind == "array" { format!("{path}[].") } else { format!("{path}.") };
        add_truth(&member.members, &inner, rows);
    }
}

fn example(members: &[Member], dice: &mut Dice) -> Value {
    let mut object = Map::new();
    for member in members.iter() {
        // Examples show most members, not all.
        if dice.chance(90) {
            object.insert(member.name.clone(), value(member, dice));
        }
    }
    Value::Object(object)
}

fn value(member: &Member, dice: &mut Dice) -> Value {
    match member.kind {
        "integer" => json!(dice.roll(1000)),
        "number" => json!(12.5),
        "boolean" => json!(dice.chance(50)),
        "object" => example(&member.members, dice),
        "array" if member.items == "object" => json!([example(&member.members, dice)]),
        "array" => json!([]),
        _ => json!("text"),
    }
}
