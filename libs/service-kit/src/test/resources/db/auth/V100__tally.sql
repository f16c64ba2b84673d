create table tally (counter text primary key, total bigint not null, changes int not null);
