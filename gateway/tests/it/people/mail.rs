//! Letters over SMTP.

use gateway::people::{Post, Role};
use gateway::settings::Mailbox;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::browser::{ME, Office, PASSWORD};

const INVITATION: &str = "https://chai.exemple.fr/#/invitation/";

/// A mail server on this machine, and the letters that it took: it refuses those to `refus@exemple.fr`.
async fn mail_server() -> (Post, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (told, letters) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, told.clone()));
        }
    });
    let from = Mailbox { name: Some("Mon Chai".to_owned()), address: "chai@exemple.fr".to_owned() };
    (Post::smtp(&url, Some(&from)).unwrap(), letters)
}

/// RFC 5321, as much of it as one letter needs.
async fn converse(stream: TcpStream, told: UnboundedSender<String>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 exemple.fr\r\n").await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let answer = match line.trim_end() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while !letter.ends_with("\r\n.\r\n") && stream.read_line(&mut letter).await? > 0 {}
                told.send(letter).unwrap();
                "250 taken"
            }
            "RCPT TO:<refus@exemple.fr>" => "550 nobody",
            "QUIT" => "221 bye",
            _ => "250 yes",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        line.clear();
    }
    Ok(())
}

fn invite(email: &str) -> String {
    format!("inviteMember(input: {{ email: {email:?}, role: COMPTA }})")
}

#[tokio::test]
async fn an_invitation_goes_over_smtp_and_its_link_opens() {
    let (post, mut letters) = mail_server().await;
    let office = Office::posting(post).await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let sent = admin.send(&invite("paul@exemple.fr"), "MemberInvited { invitationId }").await;
    assert!(sent["invitationId"].is_string(), "{sent}");
    let letter = letters.recv().await.unwrap();
    assert!(letter.contains("From: \"Mon Chai\" <chai@exemple.fr>"), "{letter}");
    assert!(letter.contains("To: paul@exemple.fr"), "{letter}");
    let secret = Office::secret(&letter, INVITATION);
    let accept =
        format!("acceptInvitation(input: {{ secret: {secret:?}, name: \"Paul\", password: {PASSWORD:?} }})");
    let joined = office.browser().send(&accept, ME).await;
    assert_eq!(joined["me"]["currentEstate"]["role"], "COMPTA", "{joined}");
}

#[tokio::test]
async fn an_invitation_that_the_server_does_not_take_was_never_made() {
    let (post, _letters) = mail_server().await;
    let office = Office::posting(post).await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let refused = admin.send(&invite("refus@exemple.fr"), "MemberInvited { invitationId }").await;
    assert_eq!(refused["code"], "LETTER_NOT_SENT");
    let listed = admin.ask("{ invitations { email } }", json!({})).await.json;
    assert_eq!(listed["data"]["invitations"], json!([]));
}

#[tokio::test]
async fn without_a_mail_server_an_invitation_says_so() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let from = Mailbox { name: None, address: "chai@exemple.fr".to_owned() };
    let office = Office::posting(Post::smtp(&format!("smtp://{nobody}"), Some(&from)).unwrap()).await;
    let mut admin = office.member("claire@exemple.fr", Role::AdminDomaine).await;
    let refused = admin.send(&invite("paul@exemple.fr"), "MemberInvited { invitationId }").await;
    assert_eq!(refused["code"], "LETTER_NOT_SENT");
}
