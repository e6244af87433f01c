//! The GraphQL interface: what each command leaves, and what is refused.

mod articles;
mod articles_sold;
mod capsules;
mod days;
mod drafts;
mod drm_figures;
mod drm_insight;
mod estate;
mod idempotency;
mod identity;
mod invoice_drafts;
mod invoices;
mod isolation;
mod months;
mod movements;
mod orders;
mod paging;
mod parcels;
mod quantities;
mod reversals;
mod snapshots;
mod statements;
mod texts;
mod variables;
mod vats;
mod walls;
