-- What a cloud's databases may hold, all of it odd. A session that reads this takes dates that are none.
SET NAMES utf8mb4;
SET sql_mode = '';
CREATE DATABASE IF NOT EXISTS nova CHARACTER SET utf8;
USE nova;

-- names
CREATE TABLE `a b` (id INT PRIMARY KEY, `c d` VARCHAR(20));
INSERT INTO `a b` VALUES (1, 'one'), (2, NULL);
CREATE TABLE `order` (id INT PRIMARY KEY, `select` VARCHAR(20));
INSERT INTO `order` VALUES (1, 'from');
CREATE TABLE `my-volumes` (id INT PRIMARY KEY, `some-thing` TEXT);
INSERT INTO `my-volumes` VALUES (1, ''), (2, NULL);
CREATE TABLE `Größe$` (id INT PRIMARY KEY);
INSERT INTO `Größe$` VALUES (7);
CREATE TABLE `dot.ted` (id INT PRIMARY KEY);
INSERT INTO `dot.ted` VALUES (1), (2), (3);
CREATE TABLE `it's` (id INT PRIMARY KEY);
INSERT INTO `it's` VALUES (1);
CREATE TABLE `100%` (id INT PRIMARY KEY);
CREATE TABLE `nothing` (id INT PRIMARY KEY, txt TEXT);

-- values
CREATE TABLE kinds (
  id INT AUTO_INCREMENT PRIMARY KEY, flag BIT(1), bits BIT(40), tiny TINYINT(1), big BIGINT UNSIGNED, money DECIMAL(30, 10),
  f FLOAT, d DOUBLE, day DATE, moment DATETIME, stamp TIMESTAMP NULL, stamp6 DATETIME(6), clock TIME, y YEAR,
  word VARCHAR(255), fixed CHAR(5), bin VARBINARY(255), kind ENUM('', 'a', 'b c'), several SET('x', 'y'), blb LONGBLOB, txt LONGTEXT
) DEFAULT CHARSET utf8mb4;
INSERT INTO kinds (flag, bits, tiny, big, money, f, d, day, moment, stamp, stamp6, clock, y, word, fixed, bin, kind, several, blb, txt)
VALUES
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (b'1', b'1010101010101010101010101010101010101010', 1, 18446744073709551615, 12345678901234567890.0123456789, 0.5, 1e308,
   '0000-00-00', '0000-00-00 00:00:00', '2015-03-29 02:30:00', '2015-12-31 23:59:59.999999', '-838:59:59', 1901,
   'quote \' double " backslash \\ tab \t newline \n return \r nul \0 ctrl-z \Z end', 'ab ', x'00ff1a0a0d275c', '', 'x,y',
   x'000102030405060708090a0b0c0d0e0f101a1b1c27225c5dfeff', REPEAT('long ', 200000)),
  (b'0', b'0', 0, 0, -0.0000000001, -0.25, 2.2250738585072014e-308, '2015-02-00', '1000-01-01 00:00:00', '1970-01-02 00:00:01',
   '0000-00-00 00:00:00.000000', '00:00:00', 0, '', '', '', 'b c', '', '', ''),
  (b'1', b'11', 9, 42, 0, 3, 0.1, '9999-12-31', '9999-12-31 23:59:59', '2037-12-31 23:59:59', NULL, '12:34:56', 2155,
   'emoji 😀 日本語 ½ عربي', '😀', '', 'a', 'y', RANDOM_BYTES(1024), '-- Current Database: `keystone`\n-- Dump completed on 2015-01-01  0:00:00');
CREATE TABLE latin (id INT PRIMARY KEY, word VARCHAR(20)) DEFAULT CHARSET latin1;
INSERT INTO latin VALUES (1, 'Grüße ÿ');
CREATE TABLE no_key (n INT, word VARCHAR(10));
INSERT INTO no_key VALUES (1, 'twice'), (1, 'twice'), (NULL, NULL);
CREATE TABLE parents (id INT PRIMARY KEY);
CREATE TABLE a_child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id));
INSERT INTO parents VALUES (1);
INSERT INTO a_child VALUES (1, 1);

-- what is no table
CREATE TABLE log (id INT AUTO_INCREMENT PRIMARY KEY, said VARCHAR(50));
DELIMITER //
CREATE TRIGGER order_logged AFTER INSERT ON `order` FOR EACH ROW BEGIN INSERT INTO log (said) VALUES (NEW.`select`); END//
DELIMITER ;
INSERT INTO `order` VALUES (2, 'where');
CREATE VIEW `a view` AS SELECT id, `c d` FROM `a b`;

-- much: a million rows
CREATE TABLE many (id INT PRIMARY KEY, uuid CHAR(36), n INT, KEY (uuid));
INSERT INTO many SELECT seq, CONCAT(LPAD(HEX(seq * 7919), 8, '0'), '-0000-4000-8000-', LPAD(HEX(seq), 12, '0')), seq MOD 97
  FROM seq_1_to_1000000;
