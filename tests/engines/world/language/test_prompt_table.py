"""Many prompts in both languages, and the facts each must give (it may give more)."""

from __future__ import annotations

import pytest

from fantascope.engines.world.language import read
from fantascope.engines.world.screenplay.schema import Screenplay


def facts(screenplay: Screenplay) -> set[str]:
    """A screenplay as short statements: "set:beach", "dog", "3*dog", "dog.red", "dog.on.rug", "chase(dog,ball)" …"""
    out = {f"lang:{screenplay.language}", f"look:{screenplay.look}", f"shots:{len(screenplay.shots)}"}
    for n, shot in enumerate(screenplay.shots):
        out |= {
            f"set:{shot.place.name}",
            f"set{n}:{shot.place.name}",
            f"time:{shot.time}",
            f"weather:{shot.weather}",
            f"season:{shot.season}",
            f"shot:{shot.camera.shot}",
            f"angle:{shot.camera.angle}",
            f"speed:{shot.speed}",
            f"mood:{shot.sound.mood}",
            *(f"detail:{d}" for d in shot.place.details),
            *(f"move:{m}" for m in shot.camera.moves),
            *(f"sound:{s}" for s in shot.sound.wanted),
            *(f"light:{x}" for x in shot.lighting),
        }
        for r in shot.cast:
            out |= {r.id, f"{r.count}*{r.id}", f"{r.id}:{r.concept}"}
            out |= {
                f"{r.id}.{value}"
                for value in (r.colour, r.material, r.pattern, r.size, r.pose, r.mood, r.kind, r.role, r.arrangement)
            }
            out |= {f"{r.id}.wears.{g.name}" + (f".{g.colour}" if g.colour else "") for g in r.wears}
            out |= {f"{r.id}.{x.kind}.{x.to}" for x in r.relations}
            if r.text:
                out.add(f"{r.id}.says.{r.text}")
        for a in shot.actions:
            out |= {f"{a.verb}({a.who})", f"{a.verb}@{a.beat}"}
            for target in (a.what, a.instrument, a.goal, a.source, a.path):
                if target:
                    out.add(f"{a.verb}({a.who},{target})")
            out |= {f"{a.verb}.{m}" for m in (*a.manner, a.direction)}
        for line in shot.lines:
            out |= {f"{line.who}:{line.text.replace(' ', '_')}", f"{line.who}.{line.manner}"}
    return out


ENGLISH = [
    (
        "A dog chases a cat and a bird flies above them",
        "set:park chase(dog,cat) fly(pigeon) pigeon.above.dog chase@0 fly@0",
    ),
    ("A woman is chased by a bear through the forest", "set:forest chase(bear,woman)"),
    (
        "Three red balloons float above a blue house",
        "3*balloon balloon.red house.blue balloon.above.house float(balloon)",
    ),
    ("A robot waves and says hello", "robot.robot wave(robot) robot:Hello"),
    (
        "An old man sits on a bench, reading a newspaper, autumn",
        "old_man.old_man old_man.on.bench sit(old_man) read(old_man,newspaper) season:autumn sit@0 read@0",
    ),
    (
        "A knight in a red cape rides a white horse toward a castle at dawn",
        "knight.wears.coat.red horse.white ride(knight,horse) ride(knight,castle) knight.riding.horse time:dawn",
    ),
    ('The queen whispers "Be quiet" to a sleeping dragon', "queen.whisper dragon.sleeping set:castle"),
    ("First a frog jumps into a lake, then a duck swims past", "set:lake jump(frog) swim(duck) jump@0 swim@1 shots:1"),
    (
        "Shot 1 (3s): a chef cooks pasta. Shot 2 (5s): the chef eats the pasta.",
        "shots:2 cook(chef,spaghetti) eat(chef,spaghetti)",
    ),
    ("A dog runs on the beach, then sleeps in the kitchen", "shots:2 set0:beach set1:kitchen run(dog) sleep(dog)"),
    ("A boy kicks a football into the goal", "kick(boy,ball) kick(boy,goal) ball.football set:stadium"),
    ("A cat wearing sunglasses at a pool", "cat.wears.sunglasses"),
    ("A lighthouse in a storm, black and white film noir", "lighthouse weather:storm look:noir"),
    ("A paper boat floats down a stream, paper cut style", "paper_boat float(paper_boat) set:river look:paper"),
    ("A glass vase falls off a table and shatters", "vase.glass fall(vase,table) break(vase) fall@0 break@1"),
    ("A tiny mouse steals a piece of cheese from a sleeping cat", "mouse.tiny cat.sleeping catch(mouse,cat)"),
    ("A happy girl with a backpack walks to school", "girl.happy girl.wears.backpack walk(girl) set:classroom"),
    ("Kids playing football in a park, handheld camera", "kick(boy,ball) set:park move:handheld"),
    ("A golden retriever catches a frisbee, slow motion", "dog.orange catch(dog,flying_disc) speed:0.35"),
    ("a cup on a table next to a lamp", "cup.on.table cup.next_to.lamp"),
    ("a vase between a book and a candle", "vase.between.book"),
    ("A wizard in a purple robe points at the moon", "wizard.wears.coat.purple point(wizard) detail:moon time:night"),
    ("A hot air balloon rises over a field at sunrise", "set:field time:dawn fly(hot_air_balloon) fly.up"),
    ("It is snowing on a quiet village at night", "set:town weather:snow time:night mood:calm"),
    (
        "A police car chases a red sports car through the city at night, neon lights",
        "car.police_car car_2.red chase(car,car_2) set:city light:neon",
    ),
    ("A dolphin jumps out of the sea", "jump(dolphin) set:sea"),
    ("A dolphin swims in the sea", "swim(dolphin) set:underwater"),
    (
        "A bowling ball rolls toward ten pins and knocks them over",
        "10*pin roll(ball,pin) ball.bowling roll@0 hit@1 hit(ball,pin)",
    ),
    (
        "A marble rolls down a ramp and hits a row of dominoes",
        "roll(ball,ramp) hit(ball,domino) domino.row set:table_top",
    ),
    (
        "A man throws a ball to a dog. The dog catches it and runs away.",
        "throw(man,ball) throw(man,dog) catch(dog,ball) flee(dog) throw@0 catch@1 flee@2",
    ),
    ('A sign that says "WELCOME" in front of a barn', "sign.says.WELCOME sign.in_front_of.barn set:farm"),
    (
        '"Who goes there?" shouts the guard. "It\'s me," answers the girl.',
        "police_officer.shout girl:It's_me police_officer:Who_goes_there?",
    ),
    (
        "A girl in yellow boots and a red hat dances in the rain",
        "girl.wears.boots.yellow girl.wears.hat.red dance(girl) weather:rain",
    ),
    (
        "A bear wearing a scarf and a hat skates on a frozen lake",
        "bear.wears.scarf bear.wears.hat skate(bear) set:ice_rink",
    ),
    ("A man opens a red door and walks into a garden", "open(man,door) door.red walk(man) open@0 walk@1 set:garden"),
    ("The boy who holds a balloon laughs", "boy.holding.balloon laugh(boy)"),
    (
        "A cat jumps on the table and knocks over a vase, which breaks",
        "jump(cat,table) topple(cat,vase) break(vase) jump@0 topple@1 break@2",
    ),
    ("A farmer drives a tractor through a field of sunflowers", "drive(farmer,tractor) set:field sunflower"),
    ("Five colourful fish swim around a coral reef", "5*fish swim(fish) set:underwater"),
    ("Close-up of a bee on a sunflower", "shot:close_up bee.on.sunflower"),
    ("Low angle tracking shot of a race car, golden hour", "angle:low move:tracking car.race_car time:sunset"),
    ('Narrator: "Once upon a time, there was a little house."', "None:Once_upon_a_time,_there_was_a_little_house."),
    (
        "A boy, a girl and a dog walk along the beach hand in hand",
        "walk(boy) walk(girl) walk(dog) set:beach walk.together",
    ),
    ("a green bird on the left of a red car, front view", "pigeon.green car.red pigeon.left_of.car angle:eye"),
    ("a corgy runnning on the beahc", "dog run(dog) set:beach"),
    (
        "An astronaut playing the piano on mars while a robot dances",
        "play(astronaut,piano) dance(robot) set:moon play@0 dance@0",
    ),
    ("Timelapse of a flower growing in a garden", "speed:4.0 grow(flower) set:garden"),
    ("The camera slowly zooms in on a sleeping baby", "move:zoom_in baby.sleeping"),
    ("Drone shot, a forest in autumn, sepia", "move:drone set:forest season:autumn look:sepia"),
    ("A volcano erupts at night", "erupt(volcano) time:night set:mountain"),
    ("two wooden boxes stacked on a striped rug", "2*box box.wood rug.striped box.on.rug"),
    ("a pile of oranges in a bowl", "orange:orange orange.pile orange.inside.bowl"),
    ("an orange suitcase", "suitcase.orange 1*suitcase"),
    ("The camera orbits around a statue in a park at noon", "move:orbit statue set:park time:noon"),
    ("Penguins dancing on an iceberg, joyful music", "dance(penguin) penguin.on.iceberg mood:joyful"),
    ("A train crosses a bridge, birdsong", "drive(train,bridge) sound:birdsong"),
    ("A clay snail slowly crosses a road", "crawl(snail) crawl.slowly set:road look:clay"),
    ("a watercolor painting of a castle on a hill", "castle look:watercolour"),
    ("A firefighter climbs a ladder", "climb(firefighter,ladder)"),
]

FRENCH = [
    (
        "Un chat noir dort sur un canapé rouge dans le salon",
        "lang:fr cat.black cat.sleeping cat.on.sofa sofa.red set:living_room",
    ),
    (
        "Une petite fille en imperméable jaune saute dans les flaques la nuit sous la pluie",
        "girl.wears.raincoat.yellow jump(girl,set:puddles) time:night weather:rain set:street",
    ),
    ("Un robot joue de la guitare sur scène", "play(robot,guitar) set:stage"),
    ("Deux enfants construisent un bonhomme de neige dans le jardin", "2*boy stack(boy,snowman) set:garden"),
    ("Un lion et une girafe boivent au bord d'une rivière", "drink(lion) drink(giraffe) set:river"),
    ("Gros plan sur une tasse de café sur une table en bois", "shot:close_up cup.on.table table.wood"),
    (
        "Un renard roux traverse la forêt enneigée au crépuscule, musique mystérieuse",
        "walk(fox) fox.rust set:forest season:winter time:dusk mood:mysterious",
    ),
    (
        "Le pirate crie : « À l'abordage ! » puis le bateau s'éloigne",
        "pirate:À_l'abordage_! pirate.shout sail(rowing_boat) sail.away sail@1",
    ),
    (
        "D'abord un coq chante à l'aube, puis un fermier sort de la grange",
        "sing(chicken) walk(farmer) sing@0 walk@1 time:dawn",
    ),
    ("Une sorcière vole sur un balai devant la pleine lune", "fly(witch) witch.on.broom time:night"),
    ("Un cuisinier fait une pizza dans la cuisine", "cook(chef,pizza) set:kitchen"),
    ("Une montgolfière survole un champ de tournesols, ralenti", "fly(hot_air_balloon) set:field sunflower speed:0.35"),
    ("Un chevalier combat un dragon devant un château", "hit(knight,dragon) knight.in_front_of.castle"),
    (
        "Plan 1 : une voiture roule en ville. Plan 2 : la voiture s'arrête devant une maison.",
        "shots:2 drive(car) stop(car) car.in_front_of.house",
    ),
    ("Un garçon lance une boule de neige à son ami", "throw(boy,ball) ball.snowball throw(boy,person)"),
    ("Un ours blanc glisse sur la banquise, style aquarelle", "slide(polar_bear) look:watercolour"),
    ("Il pleut sur la ville la nuit, lampadaires", "weather:rain set:city time:night detail:street_lamps"),
    ("La caméra tourne autour d'une statue dans un parc", "move:orbit statue set:park"),
    ("Une fille à vélo est suivie par un chien", "girl.riding.bicycle follow(dog,girl)"),
    (
        "Un éléphant jongle avec trois balles rouges sur la scène d'un cirque",
        "juggle(elephant,ball) 3*ball ball.red set:stage",
    ),
    ("Deux vaches broutent dans un pré, l'une d'elles dit « Meuh »", "2*cow eat(cow) cow:Meuh set:field"),
    ("Un homme en costume noir marche sous un parapluie rouge", "man.wears.suit.black walk(man) umbrella.red"),
    ("La reine, vêtue d'une robe bleue, salue la foule", "queen.wears.dress.blue wave(queen) queen.woman"),
    ("Un petit robot triste est assis sous la pluie", "robot.small robot.sad robot.sitting weather:rain"),
    ("Les enfants courent vers la mer en riant", "run(boy) laugh(boy) set:beach run@0 laugh@0"),
    ("Un singe mange une banane dans un arbre", "eat(monkey,banana) monkey.on.tree"),
    ("Une fusée décolle, vue en contre-plongée, musique épique", "take_off(rocket) angle:low mood:epic"),
    (
        "Trois pingouins glissent sur une pente enneigée, chute de neige, plan de drone",
        "3*penguin slide(penguin,set:hill) set:snow weather:snow move:drone",
    ),
    (
        "Un basketteur tire, rate, et le ballon rebondit sur le panneau",
        "shoot(basketball_player,ball) shoot.misses bounce(ball) bounce@1 set:basketball_court",
    ),
    (
        "Une rangée de vingt dominos tombe un par un, gros plan, la caméra suit",
        "20*domino domino.row topple(domino) shot:close_up move:tracking",
    ),
    ("Deux petites voitures entrent en collision à un carrefour, ralenti", "2*car collide(car) set:town speed:0.35"),
    ("une tasse verte à gauche d'un livre", "cup.green cup.left_of.book"),
    ("Un chat sous une table et un chien sur un canapé", "cat.under.table dog.on.sofa"),
    ("Une balle en caoutchouc rebondit dans l'escalier", "ball.rubber bounce(ball,set:stairs) set:staircase"),
    ("Le train entre en gare", "drive(train) set:train_station"),
    ('Un chien dit "Bonjour !" et un chat répond « Salut »', "dog:Bonjour_! cat:Salut"),
    ("Le poisson rouge nage, noir et blanc, vue de dessus", "swim(goldfish) look:noir angle:top"),
]


@pytest.mark.parametrize(("prompt", "expected"), ENGLISH + FRENCH, ids=[p[:40] for p, _ in ENGLISH + FRENCH])
def test_prompt_gives_facts(prompt: str, expected: str) -> None:
    screenplay, _ = read(prompt)
    given = facts(screenplay)
    missing = [fact for fact in expected.split() if fact not in given]
    assert not missing, f"{missing} not in {sorted(given)}"
