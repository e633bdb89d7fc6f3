drop schema if exists made cascade;
create schema made;
create function made.draw(n bigint, salt bigint) returns double precision language sql immutable parallel safe
    return (hashint8extended(n, salt) & 1073741823) / 1073741824.0;
create function made.id(at timestamptz, n bigint, salt bigint) returns uuid language sql immutable parallel safe
    return cast(lpad(to_hex(cast(extract(epoch from at) * 1000 as bigint)), 12, '0') || '7'
        || lpad(to_hex(n & 4095), 3, '0') || '8' || substr(md5(n || ':' || salt), 1, 15) as uuid);
