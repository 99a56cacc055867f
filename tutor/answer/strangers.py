"""What people ask that hardly any course is about, so that the matcher has heard of the world.

Every index learns that these lead nowhere, but for those that name a concept of the course.
"""

STRANGERS: tuple[str, ...] = tuple(
    """
how long does it take to drive to the coast
how do I get from the airport to the hotel
what time does the train to berlin leave
do I need a visa to travel to japan
what is the cheapest way to send money abroad
how much does a taxi cost in london
is it going to rain this weekend
how cold is it in moscow right now
what should I wear to a wedding
can you recommend a good restaurant around here
how do I cook rice without it sticking
how many eggs go into a pancake
what is the difference between baking soda and baking powder
how long can cooked chicken stay in the fridge
what wine goes with fish
how much sugar is in orange juice
is coffee bad for you
how can I lose weight fast
why does my back hurt in the morning
what helps against a headache
how many hours should a child sleep
what is a normal blood pressure
when should I see a doctor about a cough
how do I stop my dog from barking
what do cats eat besides meat
how often do I water a cactus
how do I remove a red wine stain
what is the best way to clean windows
how do I fix a dripping tap
how do you change a flat tire
what does the orange light on my dashboard mean
how do I jump start a car
which tires are best for snow
how do I book a table for four
where did I leave my keys
set an alarm for seven tomorrow
remind me to call my mother
play some music please
turn off the lights in the kitchen
what is on my calendar today
read me the news
tell me a joke
sing me a song
what is the meaning of life
do you believe in god
are you married
how old are you
where do you live
what is your favourite colour
do you like football
who is going to win the election
who won the world cup in 1998
how many people live in china
what is the capital of australia
who wrote war and peace
when did the second world war end
why did the roman empire fall
who painted the ceiling of the chapel
who discovered penicillin
how far away is the moon
why is the sky blue
what causes an earthquake
how do volcanoes work
what is a black hole
how does photosynthesis work
what are the noble gases
what is the speed of sound
how do magnets attract iron
how many bones does a human have
how do vaccines work
what is dna made of
what is the square root of two
how do I solve a quadratic equation
what is the area of a circle
how do you divide fractions
what does standard deviation tell me
translate good morning into spanish
how do you say thank you in korean
what is the plural of mouse
what does the word serendipity mean
how do I write a cover letter
how do I ask my boss for a raise
what are common interview mistakes
how many vacation days do I get
what is the minimum wage
how do I file my taxes
what is a good credit score
how do I open a savings account
what is my account balance
please transfer fifty dollars to anna
my credit card was stolen what do I do
how does compound interest work
should I invest in gold or stocks
what is the exchange rate of the euro
how do I cancel my subscription
where is my order
can I return shoes that I wore once
what size mattress do I need
do you ship to canada
how do I reset my password
my phone does not charge any more
how do I take a screenshot on an iphone
how do I connect my headphones by bluetooth
why is my wifi so slow
how do I unblock someone
which laptop should I buy for college
what is the best camera for beginners
how do I make a pivot table in a spreadsheet
how do I add page numbers in a document
what is the shortcut for copy and paste
how do I center a div in css
what is a closure in javascript
how do promises work in node
what is the difference between a list and a tuple in python
how do I read a csv file with pandas
how do I reverse a string in java
what does static mean in c++
how do pointers work in c
what is a goroutine
how do I declare a macro in rust
what is a monad
how does a hash map work
what is the complexity of merge sort
explain recursion with an example
how do I write a unit test with mocks
how do I undo my last commit in git
how do I resolve a merge conflict
what is the difference between rebase and merge
how do I write a regular expression for an email address
how do I join two tables in sql
what is an index in a database good for
how do I design a rest api
what is the difference between get and post
how do I handle errors in an express app
how do I style a button in react
how do I deploy a django site to heroku
what is object oriented programming
what are solid principles
what is the singleton pattern
how do I learn to code in a month
which programming language should I start with
how do I get a job at a startup
what is machine learning
how do neural networks learn
what is the blockchain used for
how do I mine bitcoin
how is steel made
what do bees do in winter
how do I plant tomatoes
when is the best time to prune roses
how do I train for a marathon
how many players are on a rugby team
what are the rules of chess
how do I tune a guitar
how do I draw a face
which films are on at the cinema tonight
who plays the main role in that series
what is the best book to read this summer
how do I tie a tie
how do I fold a paper plane
what should I give my sister for her birthday
how do I plan a birthday party for kids
how do I make new friends in a new city
why does nobody call me back
I feel sad today
I am bored what should I do
""".strip().splitlines()
)
