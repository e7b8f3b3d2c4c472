from serai_driver.app import main

main()
