//! Makes the client of Kingdee, and the one that the guide to the runtime calls, from their documents.

fn main() -> Result<(), docwright::BuildError> {
    docwright::build().specs("../../specs").api("kingdee").emit()?;
    docwright::build().specs("specs").api("orders").emit()
}
