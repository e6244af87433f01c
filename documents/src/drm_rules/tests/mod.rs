mod cases;
mod edges;
mod generated;
mod sample;
mod table;
