//! Pages written in another manner: what they say stays the same, so what is read has to.
//!
//! Columns change places and titles, pipes go, nesting is marked otherwise, types and `required` are spelled otherwise,
//! headings are called otherwise.

/// Draws numbers, the same ones for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    fn one_of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

const NAMES: &[&str] = &["参数名", "字段名", "字段", "名称", "参数", "字段名称", "变量名", "属性", "标识", "甲"];
const ANSWER_NAMES: &[&str] = &["返回参数", "响应参数", "返回字段"];
const TYPES: &[&str] = &["类型", "参数类型", "字段类型", "数据类型", "值类型", "乙"];
const REQUIRED: &[&str] = &["必选", "必填", "是否必填", "是否必须", "必传", "必需", "Required", "丙"];
const DESCRIPTIONS: &[&str] = &["说明", "描述", "备注", "含义", "字段说明", "解释", "释义", "丁"];

const TRUE: &[&str] = &["true", "*true*", "true*", "trur", "ture", "是", "必填", "Y", "√", "Yes"];
const FALSE: &[&str] = &["false", "*false*", "否", "非必填", "N", "可选", "选填", "flase", "×", "非必须"];

/// Spellings that mean the same, each list one type.
const SPELLINGS: &[&[&str]] = &[
    &["string", "String", "字符串", "varchar", "text"],
    &["number", "Number", "decimal", "double", "BigDecimal", "数值"],
    &["integer", "int", "Integer", "long", "bigint", "整数"],
    &["boolean", "bool", "Boolean", "布尔值"],
    &["array", "Array", "list", "JSONArray", "数组"],
    &["object", "Object", "JSONObject", "对象"],
];

const HEADINGS: &[&[&str]] = &[
    &["headers参数", "Headers", "请求头", "1.1 headers参数"],
    &["params参数", "Query参数", "URL参数", "查询参数"],
    &["body参数", "Body", "请求体", "（2）body参数"],
    &["请求示例", "请求样例", "示例请求", "请求例子"],
    &["响应示例", "返回示例", "响应样例", "返回结果示例"],
    &["响应参数", "返回参数", "出参", "返回数据", "二、响应参数"],
    &["返回码", "错误码", "错误代码", "异常码", "错误码列表"],
];

/// What a column of a Kingdee page holds.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Name,
    Type,
    Required,
    Description,
}

/// The page in another manner.
pub(crate) fn perturbed(page: &str, dice: &mut Dice) -> String {
    let lines = page.lines().collect::<Vec<_>>();
    let mut written = Vec::new();
    let mut is_code = false;
    let mut index = 0;
    while index < lines.len() {
        is_code ^= lines[index].trim_start().starts_with("```");
        let end = table_end(&lines, index).filter(|_| !is_code);
        match end.and_then(|end| table(&lines[index..end], dice)) {
            Some(table) => {
                written.extend(table);
                index = end.unwrap_or(index + 1);
            }
            None => {
                written.push(if is_code { lines[index].to_owned() } else { heading(lines[index], dice) });
                index += 1;
            }
        }
    }
    written.join("\n") + "\n"
}

fn heading(line: &str, dice: &mut Dice) -> String {
    let words = line.trim_start_matches('#');
    let (marks, words) = (&line[..line.len() - words.len()], words.trim());
    match HEADINGS.iter().find(|same| !marks.is_empty() && same.contains(&words)) {
        Some(same) => format!("{marks} {}", dice.one_of(same)),
        None => line.to_owned(),
    }
}

/// Where the table ends that begins at a line.
fn table_end(lines: &[&str], start: usize) -> Option<usize> {
    let is_rule = |line: &str| line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    if !lines[start].contains('|') || !lines.get(start + 1).is_some_and(|line| is_rule(line)) {
        return None;
    }
    let rows = lines[start + 2..].iter().take_while(|line| line.contains('|') && !line.starts_with('#'));
    Some(start + 2 + rows.count())
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').unwrap_or(line).split('|').map(str::to_owned).collect()
}

fn kind(title: &str) -> Option<Kind> {
    Some(match title.trim().trim_matches('*') {
        "参数名称" | "参数名" | "json内容" | "返回参数" | "响应参数" => Kind::Name,
        title if title.contains("类型") => Kind::Type,
        title if title.contains('必') => Kind::Required,
        "参数说明" | "字段说明" | "说明" => Kind::Description,
        _ => return None,
    })
}

/// A table of fields in another manner; `None` for one that is broken or lists something else.
fn table(lines: &[&str], dice: &mut Dice) -> Option<Vec<String>> {
    let mut titles = cells(lines[0]);
    let kinds = titles.iter().map(|title| kind(title)).collect::<Option<Vec<_>>>()?;
    let mut rows = lines[2..].iter().map(|line| cells(line)).collect::<Vec<_>>();
    let is_plain = |cell: &String| !cell.contains(['\\', '–', '—']);
    if rows.iter().any(|row| row.len() != titles.len() || !row.iter().all(is_plain)) || rows.len() < 2 {
        return None;
    }
    for (index, kind) in kinds.iter().enumerate() {
        let is_answer = matches!(titles[index].trim(), "返回参数" | "响应参数");
        titles[index] = match kind {
            Kind::Name if is_answer => dice.one_of(ANSWER_NAMES),
            Kind::Name => dice.one_of(NAMES),
            Kind::Type => dice.one_of(TYPES),
            Kind::Required => dice.one_of(REQUIRED),
            Kind::Description => dice.one_of(DESCRIPTIONS),
        }
        .to_owned();
        let marks = (dice.one_of(&["-", "--", "→", "» "]), dice.below(2));
        for row in &mut rows {
            row[index] = cell(*kind, &row[index], marks, dice);
        }
    }
    let mut order = (0..titles.len()).collect::<Vec<_>>();
    for index in (1..order.len()).rev() {
        order.swap(index, dice.below(index + 1));
    }
    // Without a pipe in front, a blank first cell is no cell.
    let may_drop = rows.iter().all(|row| !row[order[0]].trim().is_empty());
    let (left, right) = if may_drop { [("", ""), ("|", "|"), ("|", ""), ("", "|")][dice.below(4)] } else { ("|", "|") };
    let line = |cells: &[String]| {
        let cells = order.iter().map(|&index| cells[index].as_str()).collect::<Vec<_>>();
        format!("{left}{}{right}", cells.join("|"))
    };
    let rule = format!("|{}", "---|".repeat(titles.len()));
    Some([line(&titles), rule].into_iter().chain(rows.iter().map(|row| line(row))).collect())
}

fn cell(kind: Kind, cell: &str, (mark, spaces): (&str, usize), dice: &mut Dice) -> String {
    let text = cell.trim();
    match kind {
        Kind::Name => {
            let name = text.trim_start_matches(['-', '→', ' ']);
            let depth = text[..text.len() - name.len()].chars().filter(|c| matches!(c, '-' | '→')).count();
            format!("{}{}{name}", mark.repeat(depth), " ".repeat(spaces))
        }
        Kind::Required => match text.trim_matches('*').to_lowercase().as_str() {
            "true" | "ture" | "trur" => dice.one_of(TRUE).to_owned(),
            "false" => dice.one_of(FALSE).to_owned(),
            _ => cell.to_owned(),
        },
        Kind::Type => match SPELLINGS.iter().find(|same| same.contains(&text)) {
            Some(same) => dice.one_of(same).to_owned(),
            None => cell.to_owned(),
        },
        Kind::Description => cell.to_owned(),
    }
}
