# shellcheck shell=bash
# MariaDB with databases of every odd kind: dumped, restored, equal, migrated by the services' own programs, and taken back
# limit: 540

ORIGINAL=node-1
SEED=node-4
# shellcheck disable=SC2034 # lib/steps.sh gives them to each step
FACTS=(
  ORIG_CONTROLLERS=node-1 SEED_CONTROLLERS=node-4 ORIG_FUEL=6.1 SEED_FUEL=7.0
  ORIG_VERSION=2014.2.2-6.1 SEED_VERSION=2015.1.0-7.0
)

# mariadb NODE: with root's password in .my.cnf, as Fuel leaves it
mariadb() {
  put "$1" /root/password.sql 600 <<'SQL'
ALTER USER root@localhost IDENTIFIED BY 'p#a"s s;w$x\\y!';
CREATE USER os@localhost IDENTIFIED BY 'os';
GRANT ALL ON *.* TO os@localhost;
SQL
  put "$1" /root/my.cnf 600 <<'CNF'
[client]
user=root
host=localhost
password="p#a\"s s;w$x\\y!"
CNF
  put "$1" /etc/mysql/mariadb.conf.d/99-lab.cnf 644 <<'CNF'
[mysqld]
innodb_buffer_pool_size=256M
innodb_flush_log_at_trx_commit=0
skip-log-bin
bind-address=127.0.0.1
character-set-server=utf8mb3
collation-server=utf8mb3_general_ci
max_allowed_packet=64M
sql_mode=
CNF
  on "$1" bash -ec 'mkdir -p /run/mysqld /var/lib/mysql
    mount -t tmpfs tmpfs /var/lib/mysql
    chown mysql: /run/mysqld /var/lib/mysql
    mysql_install_db --user=mysql --auth-root-authentication-method=normal >/var/log/install-db.log 2>&1'
  daemon "$1" /var/log/mysqld.log mysqld --user=mysql
  within 60 on "$1" mysqladmin ping || stop_case "MariaDB does not start on $1"
  on "$1" bash -ec 'mysql </root/password.sql; mv /root/my.cnf /root/.my.cnf'
}

sql() { on "$1" mysql --batch --skip-column-names --default-character-set=utf8mb4 -e "$2"; }

# connections NODE: where the services' programs find their databases
connections() {
  on "$1" bash -ec '
    connect() { # FILE SECTION DATABASE
      printf "\n[%s]\nconnection = mysql+pymysql://os:os@localhost/%s?unix_socket=/run/mysqld/mysqld.sock\n" "$2" "$3" >>"$1"
    }
    for file in keystone/keystone.conf nova/nova.conf glance/glance-api.conf glance/glance-manage.conf cinder/cinder.conf \
      neutron/neutron.conf heat/heat.conf; do
      mkdir -p "/etc/${file%/*}"
      touch "/etc/$file"
      sed -i -E "s/^ *(connection|backend) *=.*/#&/" "/etc/$file"
    done
    connect /etc/keystone/keystone.conf database keystone
    connect /etc/nova/nova.conf database nova
    connect /etc/nova/nova.conf api_database nova_api
    connect /etc/glance/glance-api.conf database glance
    connect /etc/glance/glance-manage.conf database glance
    connect /etc/cinder/cinder.conf database cinder
    connect /etc/neutron/neutron.conf database neutron
    connect /etc/heat/heat.conf database heat'
}

# The lab's own comparison: what a second program prints of every database, with definitions, every row, views and triggers
fingerprint() { # NODE DATABASE…
  # shellcheck disable=SC2016 # expanded there
  on "$1" bash -c 'for database; do
      printf "%s %s\n" "$database" "$(mysqldump --skip-comments --skip-extended-insert --hex-blob --order-by-primary --skip-dump-date \
        --default-character-set=utf8mb4 "$database" | sha256sum | cut -d" " -f1)"
    done' fingerprint "${@:2}"
}

run() {
  local database before own
  node_up $ORIGINAL $SEED
  switch wire
  plug $ORIGINAL eth1 wire
  bridge $ORIGINAL br-mgmt eth1
  bridge $SEED br-mgmt
  octane_up
  mariadb $ORIGINAL
  mariadb $SEED
  connections $SEED
  on $ORIGINAL mysql <"$LAB_HOME/programs/odd.sql" || stop_case "MariaDB does not take the odd database"
  for database in keystone glance cinder neutron; do
    sql $ORIGINAL "CREATE DATABASE $database; CREATE TABLE $database.\`of the tenants\` (id INT PRIMARY KEY, v VARCHAR(9));
      INSERT INTO $database.\`of the tenants\` VALUES (1, '$database')"
  done
  # Heat was never migrated there: a database without a table.
  sql $ORIGINAL 'CREATE DATABASE heat; CREATE DATABASE foreigner; CREATE TABLE foreigner.t (id INT)'
  sql $SEED 'CREATE DATABASE keystone; CREATE TABLE keystone.own (id INT); INSERT INTO keystone.own VALUES (4);
    CREATE DATABASE nova; CREATE TABLE nova.own (id INT); CREATE DATABASE nova_api; CREATE DATABASE nova_cell0;
    CREATE DATABASE glance; CREATE DATABASE cinder; CREATE DATABASE neutron; CREATE DATABASE heat;
    CREATE DATABASE aside; CREATE TABLE aside.t (id INT); INSERT INTO aside.t VALUES (1)'
  # As a deployed seed has it: this nova-manage migrates no database before it knows its cells.
  on $SEED bash -c 'nova-manage api_db sync && nova-manage cell_v2 map_cell0' >"$LAB_RUN/cells" 2>&1 ||
    stop_case "nova's cells can't be made: $(tail -n 3 "$LAB_RUN/cells")"
  before=$(fingerprint $ORIGINAL nova keystone glance cinder neutron heat foreigner)
  own=$(fingerprint $SEED nova keystone glance cinder neutron heat aside)

  ask $ORIGINAL dump-databases check
  prove "there is no dump yet" equal "$ANSWER" missing
  step $ORIGINAL dump-databases
  prove "the rows of every table were counted, and of no view" equal "$(measured | wc -l)" "$(sql $ORIGINAL "SELECT COUNT(*)
    FROM information_schema.tables WHERE table_type = 'BASE TABLE'
    AND table_schema IN ('nova', 'keystone', 'glance', 'cinder', 'neutron', 'heat')")"
  prove "a million rows of one among them" matches '[[:blank:]]1000000[[:blank:]]' "$(measured | grep -aF nova.many)"
  prove "a name with a blank too" matches 'b[[:blank:]]2[[:blank:]][0-9]' "$(measured | grep -aF 'nova.a')"
  prove "and one beyond ASCII" matches '[[:blank:]]1[[:blank:]][0-9]' "$(measured | grep -aF 'nova.Gr')"
  step $SEED copy-dump
  step $SEED restore-databases
  prove "the lab's own comparison finds every database equal" equal "$(fingerprint $SEED nova keystone glance cinder neutron heat)" \
    "$(grep -v foreigner <<<"$before")"
  prove "the view is there" equal "$(sql $SEED 'SELECT COUNT(*) FROM nova.`a view`')" 2
  prove "the trigger is there, and has not run" equal "$(sql $SEED "SELECT COUNT(*) FROM nova.log; SELECT COUNT(*) FROM
    information_schema.triggers WHERE trigger_schema = 'nova'")" $'1\n1'
  prove "emoji are" equal "$(sql $SEED 'SELECT fixed FROM nova.kinds WHERE tiny = 9')" 😀
  prove "a database that is none of OpenStack's is left where it is" equal "$(sql $SEED "SHOW DATABASES LIKE 'foreigner'")" ''
  prove "and so is one of the seed" equal "$(sql $SEED 'SELECT COUNT(*) FROM aside.t')" 1

  for database in keystone glance heat cinder nova neutron; do
    prove "$database is migrated by its own program" migrated "$database"
  done
  prove "keystone's own tables are there" there keystone.project
  prove "so are glance's" there glance.images
  prove "heat's, whose database was empty" there heat.stack
  prove "cinder's" there cinder.volumes
  prove "nova's" there nova.instances
  prove "and neutron's" there neutron.networks
  prove "no row was lost" equal "$(sql $SEED 'SELECT COUNT(*) FROM nova.many')" 1000000
  prove "nor the tenants'" equal "$(sql $SEED 'SELECT v FROM neutron.`of the tenants`')" neutron
  sql $SEED 'DELETE FROM keystone.`of the tenants`'
  prove "a row that a migration loses is noticed" answers missing $SEED migrate-keystone verify

  say "        the way back"
  for database in neutron nova cinder heat glance keystone; do undo $SEED "migrate-$database"; done
  undo $SEED restore-databases
  prove "the seed's own databases are as before" equal "$(fingerprint $SEED nova keystone glance cinder neutron heat aside)" "$own"
  undo $SEED copy-dump
  undo $ORIGINAL dump-databases
  prove "the original's databases were not touched" equal \
    "$(fingerprint $ORIGINAL nova keystone glance cinder neutron heat foreigner)" "$before"
  prove "no dump stays" not_there "$(root_of $ORIGINAL)/var/lib/octane/cluster-1"/upgrade-*/*.gz

  sql $ORIGINAL 'DROP TABLE nova.many; CREATE TABLE glance.measured (f FLOAT, d DOUBLE);
    INSERT INTO glance.measured VALUES (16777215, 0.1), (0.12345678, 1e-300), (1234567.125, 3.141592653589793)'
  prove "databases with floats that a dump rounds are dumped" long_step $ORIGINAL dump-databases UPGRADE=2
  prove "copied" tried_step $SEED copy-dump UPGRADE=2
  prove "and restored: what a dump rounds does not stop the upgrade" long_step $SEED restore-databases UPGRADE=2
  say "        floats there: $(sql $ORIGINAL 'SELECT f + 0e0 FROM glance.measured' | xargs), here: $(
    sql $SEED 'SELECT f + 0e0 FROM glance.measured' | xargs)"
  sql $ORIGINAL 'CREATE TABLE keystone.gone (id INT); CREATE VIEW keystone.`of nothing` AS SELECT id FROM keystone.gone;
    DROP TABLE keystone.gone'
  # shellcheck disable=SC2034 # lib/steps.sh reads it
  ATTEMPTS=1
  prove "a view of nothing is either dumped or named, and is no full disk" view_of_nothing
}

long_step() { tried_step "$@" || { echo "$ANSWER: $SAID" && printf '%s\n' "$TOLD" | tail -n 12 && return 1; }; }
migrated() { STEP_SECONDS=300 long_step $SEED "migrate-$1"; }
measured() { cat "$(root_of $ORIGINAL)/var/lib/octane/cluster-1/upgrade-1/databases.rows"; }
there() { sql $SEED "SELECT COUNT(*) FROM $1"; }
not_there() { [ ! -e "$1" ] || { echo "there is $1" && return 1; }; }
view_of_nothing() {
  ! tried_step $ORIGINAL dump-databases UPGRADE=3 || return 0
  echo "$ANSWER: $SAID"
  [[ $SAID != *'space'* && $SAID == *'of nothing'* ]]
}
