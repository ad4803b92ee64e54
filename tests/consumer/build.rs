//! Makes the client of Kingdee from its documents.

fn main() -> Result<(), docwright::BuildError> {
    docwright::build().specs("../../specs").api("kingdee").emit()
}
