mod cases;
mod edges;
mod generated;
mod months;
mod sample;
mod table;
