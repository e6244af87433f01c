//! Files of the books over HTTP.

use axum::body::Body;
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, Request, StatusCode};
use gateway::people::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::commands::{
    CLOSE_MONTH, CONFIRM_ORDER, CREATE_PARTY, DISPATCH_ORDER, ISSUE_INVOICE, PLACE_ORDER, RECORD,
    RECORD_PAYMENT, REGISTER_ARTICLE, REVERSE_PAYMENT,
};
use crate::support::{Answer, Client, House};

const SEPTEMBER: &str = "/drm/2025-09/interloire";

pub async fn get(client: &Client, path: &str) -> Answer {
    let request = Request::get(path).header(AUTHORIZATION, format!("Bearer {}", client.token()));
    client.send(request.body(Body::empty()).unwrap()).await
}

async fn closed(house: &House) {
    house.filled("C1", "50", "10").await;
    house.command(&CLOSE_MONTH, json!({ "month": "2025-09", "occurredOn": "2025-10-02" })).await;
}

fn text(headers: &HeaderMap, name: axum::http::HeaderName) -> &str {
    headers[name].to_str().unwrap()
}

async fn files(house: &House) -> Value {
    let query = "{ drmMonth(month: \"2025-09\") { files { format sha256 length path } } }";
    house.ask(query, json!({})).await["drmMonth"]["files"].clone()
}

#[tokio::test]
async fn the_files_of_a_closed_month_are_those_it_was_closed_with() {
    let house = House::open().await;
    assert_eq!(get(&house.client, SEPTEMBER).await.status, StatusCode::NOT_FOUND, "not closed yet");
    closed(&house).await;
    let listed = files(&house).await;
    let formats: Vec<&str> =
        listed.as_array().unwrap().iter().map(|it| it["format"].as_str().unwrap()).collect();
    assert!(["interloire", "bivc", "pdf"].iter().all(|format| formats.contains(format)), "{listed}");
    for file in listed.as_array().unwrap() {
        let answer = get(&house.client, file["path"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        let digest = hex::encode(Sha256::digest(&answer.bytes));
        assert_eq!(
            (json!(digest), json!(answer.bytes.len())),
            (file["sha256"].clone(), file["length"].clone())
        );
        assert_eq!(text(&answer.headers, ETAG), format!("\"{digest}\""));
        assert_eq!(text(&answer.headers, CACHE_CONTROL), "private, no-cache");
    }
    let first = get(&house.client, SEPTEMBER).await;
    assert_eq!(text(&first.headers, CONTENT_TYPE), "text/csv; charset=utf-8");
    assert_eq!(text(&first.headers, CONTENT_DISPOSITION), "attachment; filename=\"drm-2025-09.csv\"");
    let pdf = get(&house.client, "/drm/2025-09/pdf").await;
    assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", pdf.text);
    assert_eq!(text(&pdf.headers, CONTENT_TYPE), "application/pdf");
    assert!(first.text.contains("revendique"), "{}", first.text);

    // What happens later changes nothing of it.
    let vat = house.vat("C9", "50").await;
    let harvest = json!({ "purchase": { "vatId": vat, "wineId": house.wine(crate::support::MUSCADET),
                                        "volume": "5" } });
    house.command(&RECORD, json!({ "occurredOn": "2025-10-01", "operation": harvest })).await;
    assert_eq!(get(&house.client, SEPTEMBER).await.text, first.text);
    assert_eq!(get(&house.client, "/drm/2025-09/pdf").await.bytes, pdf.bytes);
    let known = Request::get(SEPTEMBER)
        .header(AUTHORIZATION, format!("Bearer {}", house.client.token()))
        .header(IF_NONE_MATCH, text(&first.headers, ETAG));
    let known = house.client.send(known.body(Body::empty()).unwrap()).await;
    assert_eq!((known.status, &*known.text), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn a_file_is_for_its_estate_and_for_roles_that_may_take_it_out() {
    let house = House::open().await;
    closed(&house).await;
    for role in Role::ALL {
        let answer = get(&house.colleague(role).await, SEPTEMBER).await;
        let wanted = if role == Role::OperateurChai { StatusCode::FORBIDDEN } else { StatusCode::OK };
        assert_eq!(answer.status, wanted, "{role}");
    }
    let stranger = Request::get(SEPTEMBER).body(Body::empty()).unwrap();
    let answer = Client::stranger(house.served.clone()).send(stranger).await;
    assert_eq!((answer.status, &*answer.code()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));

    let neighbour = house.neighbour().await;
    let others = get(&neighbour.client, SEPTEMBER).await;
    let never = get(&neighbour.client, "/drm/2031-01/interloire").await;
    assert_eq!((others.status, &*others.code()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
    assert_eq!((never.status, &*never.code()), (others.status, "NOT_FOUND"));
}

#[tokio::test]
async fn what_is_no_file_is_not_found() {
    let house = House::open().await;
    closed(&house).await;
    for path in [
        "/drm/2025-09/docx",
        "/drm/2025-09/INTERLOIRE",
        "/drm/2025-13/interloire",
        "/drm/%00/interloire",
        "/drm/..%2f..%2fetc/passwd",
        "/drm/2025-09%27%20OR%201=1/bivc",
    ] {
        assert_eq!(get(&house.client, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_closing_that_is_refused_leaves_no_files() {
    let house = House::open().await;
    house.filled("C1", "50", "10").await;
    let early = json!({ "month": "2025-09", "occurredOn": "2025-09-30" });
    house.refused(&CLOSE_MONTH, early, "MONTH_NOT_OVER").await;
    let count = "SELECT count(*) FROM artefact.files";
    let stored: i64 = sqlx::query_scalar(count).fetch_one(house.database.owner_pool()).await.unwrap();
    assert_eq!(stored, 0);
}

/// The database itself refuses what the code never does.
#[tokio::test]
async fn a_stored_file_cannot_be_changed_or_stand_under_another_digest() {
    let house = House::open().await;
    closed(&house).await;
    let owner = house.database.owner_pool();
    for change in [
        "UPDATE artefact.files SET content = 'x', sha256 = sha256('x')",
        "DELETE FROM artefact.files",
        "TRUNCATE artefact.files",
        "INSERT INTO artefact.files (estate_id, sha256, media_type, content)
         VALUES (gen_random_uuid(), sha256('a'), 'text/csv', 'b')",
    ] {
        assert!(sqlx::query(change).execute(owner).await.is_err(), "{change}");
    }
}

/// An invoice to a business, by its paths.
async fn invoiced(house: &House) -> Vec<String> {
    house.described().await;
    let address =
        json!({ "lines": ["3 quai de la Fosse"], "postalCode": "44000", "city": "Nantes", "country": "FR" });
    let party =
        json!({ "kind": "COMPANY", "name": "Cave du Port", "siren": "000000026", "billingAddress": address });
    let customer = house.command(&CREATE_PARTY, json!({ "party": party })).await["party"]["id"].clone();
    let charge = json!({ "label": "Transport", "service": true, "count": 1, "unitPrice": "12" });
    let input = json!({ "customerId": customer, "charges": [charge], "issuedOn": "2025-09-15" });
    let id = house.command(&ISSUE_INVOICE, input).await["invoice"]["id"].clone();
    let found = house.ask("query ($id: UUID!) { invoice(id: $id) { paths } }", json!({ "id": id })).await;
    let paths = found["invoice"]["paths"].as_array().unwrap();
    paths.iter().map(|path| path.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_invoice_is_taken_out_as_a_paper_and_as_a_file_for_programs_with_the_same_bytes_each_time() {
    let house = House::open().await;
    let paths = invoiced(&house).await;
    let first = get(&house.client, &paths[0]).await;
    assert_eq!((first.status, text(&first.headers, CONTENT_TYPE)), (StatusCode::OK, "application/pdf"));
    assert!(first.bytes.starts_with(b"%PDF-"));
    assert_eq!(text(&first.headers, CONTENT_DISPOSITION), "attachment; filename=\"FA-2025-000001.pdf\"");
    assert_eq!(text(&first.headers, ETAG), format!("\"{}\"", hex::encode(Sha256::digest(&first.bytes))));
    // The customer moves: what was written stays as it was.
    let sql = "UPDATE directory.parties SET name = 'Autre nom' WHERE name = 'Cave du Port'";
    sqlx::query(sql).execute(house.database.owner_pool()).await.unwrap();
    assert_eq!(get(&house.client, &paths[0]).await.bytes, first.bytes);
    let xml = get(&house.client, &paths[1]).await;
    assert_eq!(text(&xml.headers, CONTENT_TYPE), "application/xml");
    let told = |text: &str| assert!(xml.text.contains(text), "{text} in {}", xml.text);
    for text in
        ["urn:cen.eu:en16931:2017", "FA-2025-000001", "Cave du Port", "<ram:LineTotalAmount>12.00<", "14.40"]
    {
        told(text);
    }
}

#[tokio::test]
async fn an_invoice_is_for_who_may_see_sales_and_of_the_estate_alone() {
    let house = House::open().await;
    let paths = invoiced(&house).await;
    let neighbour = house.neighbour().await;
    assert_eq!(get(&neighbour.client, &paths[0]).await.status, StatusCode::NOT_FOUND);
    for path in [
        "/invoices/none/pdf",
        "/invoices/0199aaaa-0000-7000-8000-000000000001/pdf",
        &paths[0].replace("pdf", "doc"),
    ] {
        assert_eq!(get(&house.client, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for role in Role::ALL {
        let colleague = house.colleague(role).await;
        let allowed = matches!(role, Role::AdminDomaine | Role::Compta | Role::Auditeur);
        let expected = if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(get(&colleague, &paths[1]).await.status, expected, "{role:?}");
    }
}

/// The books of an estate that issued an invoice of 14,40 € in September, which was paid in October and taken out the same
/// day.
async fn booked() -> House {
    let house = House::open().await;
    let paths = invoiced(&house).await;
    let invoice = paths[0].split('/').nth(2).unwrap();
    let pay = json!({ "invoiceId": invoice, "amount": "14.40", "means": "CHEQUE", "reference": "CH 12", "occurredOn": "2025-10-02" });
    let payment = house.command(&RECORD_PAYMENT, pay).await["invoice"]["payments"][0]["id"].clone();
    let out = json!({ "invoiceId": invoice, "paymentId": payment, "reason": "Chèque d’un autre", "occurredOn": "2025-10-02" });
    house.command(&REVERSE_PAYMENT, out).await;
    house
}

#[tokio::test]
async fn the_sales_journal_is_taken_out_by_month_and_year_and_its_entries_go_on() {
    let house = booked().await;
    let year = get(&house.client, "/books/2025/fec").await;
    assert_eq!(
        (year.status, text(&year.headers, CONTENT_TYPE)),
        (StatusCode::OK, "text/plain; charset=utf-8")
    );
    assert_eq!(text(&year.headers, CONTENT_DISPOSITION), "attachment; filename=\"000000018FEC20251231.txt\"");
    let rows = |answer: &Answer| -> Vec<Vec<String>> {
        let rows = answer.text.split_terminator("\r\n").skip(1);
        rows.map(|row| row.split('\t').map(ToOwned::to_owned).collect()).collect()
    };
    let all = rows(&year);
    assert_eq!((all.len(), all.iter().filter(|row| row.len() == 18).count()), (7, 7), "{}", year.text);
    assert!(all.iter().all(|row| !row[7].contains("Cave") || row[7] == "Cave du Port"));
    let october = rows(&get(&house.client, "/books/2025-10/fec").await);
    assert_eq!(october, all[3..], "the entries of the year");
    assert_eq!(october[0][2], "2");
    assert!(october[2][10].starts_with("Annulation de règlement FA-2025-000001"), "{:?}", october[2]);
    let empty = get(&house.client, "/books/2025-11/fec").await;
    assert_eq!((empty.status, rows(&empty).len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn invoices_and_vat_are_taken_out_as_lists() {
    let house = booked().await;
    let invoices = get(&house.client, "/books/2025-09/invoices").await;
    assert_eq!(text(&invoices.headers, CONTENT_DISPOSITION), "attachment; filename=\"factures-2025-09.csv\"");
    assert!(invoices.text.contains("FA-2025-000001;Facture;15/09/2025"), "{}", invoices.text);
    let vat = get(&house.client, "/books/2025/vat").await;
    assert!(vat.text.contains("2025-09;France;20,00;12,00;2,40"), "{}", vat.text);
}

#[tokio::test]
async fn the_books_are_for_who_may_see_sales_and_of_the_estate_alone() {
    let house = booked().await;
    let neighbour = house.neighbour().await;
    let others = get(&neighbour.client, "/books/2025/invoices").await;
    assert_eq!((others.status, others.text.lines().count()), (StatusCode::OK, 1), "{}", others.text);
    assert_eq!(
        get(&neighbour.client, "/books/2025/fec").await.status,
        StatusCode::NOT_FOUND,
        "who are they?"
    );
    for path in
        ["/books/2025/pdf", "/books/25/fec", "/books/2025-13/fec", "/books/2025-09-01/vat", "/books/%00/vat"]
    {
        assert_eq!(get(&house.client, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for role in Role::ALL {
        let colleague = house.colleague(role).await;
        let allowed = matches!(role, Role::AdminDomaine | Role::Compta | Role::Auditeur);
        let expected = if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(get(&colleague, "/books/2025/vat").await.status, expected, "{role:?}");
    }
}

/// An order of sixty bottles of which 24 left, with a discount, to a business that owes 14,40 € and is late.
pub async fn ordered(house: &House) -> (String, String) {
    let paths = invoiced(house).await;
    let invoice = paths[0].split('/').nth(2).unwrap();
    let found = house
        .ask("query ($id: UUID!) { invoice(id: $id) { customer { id } } }", json!({ "id": invoice }))
        .await;
    let customer = found["invoice"]["customer"]["id"].as_str().unwrap().to_owned();
    let lot = house.lot("L24-01", 600).await;
    let order = json!({ "customerId": customer, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-20",
        "lines": [{ "lotId": lot, "bottles": 60, "unitPrice": "8.50", "discount": "10" }] });
    let order = house.command(&PLACE_ORDER, order).await["order"]["id"].as_str().unwrap().to_owned();
    let early = get(&house.client, &format!("/orders/{order}/confirmation")).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "nothing is confirmed");
    house.command(&CONFIRM_ORDER, json!({ "id": order, "occurredOn": "2025-09-20" })).await;
    let part = json!({ "id": order, "lines": [{ "lotId": lot, "bottles": 24 }], "occurredOn": "2025-09-21" });
    house.command(&DISPATCH_ORDER, part).await;
    (order, customer)
}

/// The words of a PDF, as poppler reads them; none where it is not installed.
pub fn words(pdf: &[u8]) -> Option<String> {
    use std::io::Write as _;
    let mut reader = std::process::Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .ok()?;
    reader.stdin.take()?.write_all(pdf).ok()?;
    let text = reader.wait_with_output().ok()?;
    Some(String::from_utf8_lossy(&text.stdout).into_owned())
}

#[tokio::test]
async fn the_papers_of_an_order_and_a_reminder_are_taken_out() {
    let house = House::open().await;
    let (order, customer) = ordered(&house).await;
    let papers = [
        (format!("/orders/{order}/confirmation"), vec!["Cave du Port", "Muscadet", "60", "459,00", "550,80"]),
        (format!("/orders/{order}/delivery-1"), vec!["Cave du Port", "L24-01", "60", "24", "36"]),
        (format!("/customers/{customer}/reminder/1"), vec!["Cave du Port", "FA-2025-000001", "14,40"]),
        (format!("/customers/{customer}/reminder/notice"), vec!["FA-2025-000001", "40,00"]),
    ];
    for (path, told) in papers {
        let answer = get(&house.client, &path).await;
        assert_eq!(
            (answer.status, text(&answer.headers, CONTENT_TYPE)),
            (StatusCode::OK, "application/pdf"),
            "{path}"
        );
        assert!(answer.bytes.starts_with(b"%PDF-"), "{path}");
        let Some(read) = words(&answer.bytes) else { continue };
        let read = read.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(told.iter().all(|word| read.contains(word)), "{path}: {told:?} in {read}");
        assert!(!path.contains("delivery") || !read.contains('€'), "a delivery note has no prices: {read}");
    }
}

#[tokio::test]
async fn a_paper_that_there_is_not_is_not_found_and_none_is_for_others() {
    let house = House::open().await;
    let (order, customer) = ordered(&house).await;
    let neighbour = house.neighbour().await;
    let confirmation = format!("/orders/{order}/confirmation");
    assert_eq!(get(&neighbour.client, &confirmation).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        get(&neighbour.client, &format!("/customers/{customer}/reminder/1")).await.status,
        StatusCode::NOT_FOUND
    );
    for path in [
        format!("/orders/{order}/delivery-2"),
        format!("/orders/{order}/delivery-0"),
        format!("/orders/{order}/pdf"),
        format!("/customers/{customer}/reminder/4"),
        format!("/customers/{order}/reminder/1"),
        "/orders/none/confirmation".to_owned(),
    ] {
        assert_eq!(get(&house.client, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let hand = house.colleague(Role::OperateurChai).await;
    assert_eq!(get(&hand, &confirmation).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_invoice_that_tells_the_journey_serves_as_accompanying_document() {
    let house = House::open().await;
    house.described().await;
    let lot = house.lot("L24-01", 600).await;
    let article = json!({ "sku": "MUS", "name": "Muscadet", "lotIds": [lot], "claims": { "abvCentipercent": 1200 },
        "reason": "Registre papier" });
    let article = house.command(&REGISTER_ARTICLE, article).await["article"]["id"].clone();
    let address =
        json!({ "lines": ["3 quai de la Fosse"], "postalCode": "44000", "city": "Nantes", "country": "FR" });
    let party = |kind: &str, name: &str, siren: &str| json!({ "party": { "kind": kind, "name": name, "siren": siren, "billingAddress": address } });
    let customer = house.command(&CREATE_PARTY, party("COMPANY", "Cave du Port", "000000026")).await["party"]
        ["id"]
        .clone();
    let carrier = house.command(&CREATE_PARTY, party("CARRIER", "Transports du Vignoble", "000000034")).await
        ["party"]["id"]
        .clone();
    let line = json!({ "articleId": article, "bottles": 60, "unitPrice": "8.50" });
    let order = json!({ "customerId": customer, "destination": { "franceCrd": "YES" }, "occurredOn": "2025-09-20", "lines": [line] });
    let order = house.command(&PLACE_ORDER, order).await["order"]["id"].clone();
    for step in [&CONFIRM_ORDER, &DISPATCH_ORDER] {
        house.command(step, json!({ "id": order, "occurredOn": "2025-09-20" })).await;
    }
    let issue = |carriage: Value| json!({ "orderId": order, "customerId": customer, "issuedOn": "2025-09-21", "terms": { "carriage": carriage } });
    // The customer's identity is sealed before the command is decided.
    let refused = house.send(&ISSUE_INVOICE, issue(json!({ "packages": 0 }))).await;
    assert_eq!(refused["code"], "INVOICE_CARRIAGE_INVALID", "{refused}");
    house.refused(&ISSUE_INVOICE, issue(json!({ "carrierId": order })), "PARTY_NOT_FOUND").await;
    let carriage = json!({ "carrierId": carrier, "packages": 10, "grossWeightG": 84_000 });
    let invoice = house.command(&ISSUE_INVOICE, issue(carriage)).await["invoice"]["id"].clone();
    let path = format!("/invoices/{}/pdf", invoice.as_str().unwrap());
    let pdf = get(&house.client, &path).await;
    assert_eq!(pdf.status, StatusCode::OK);
    let Some(read) = words(&pdf.bytes) else { return };
    for told in ["valant document simplifié", "Transports du Vignoble", "12", "Colis", "84"] {
        assert!(read.contains(told), "{told}: {read}");
    }
}
