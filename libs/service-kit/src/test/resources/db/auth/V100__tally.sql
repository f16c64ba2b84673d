create table tally (counter text primary key, total bigint not null, changes int not null);
create table audit (counter text, sequence bigint, primary key (counter, sequence));
